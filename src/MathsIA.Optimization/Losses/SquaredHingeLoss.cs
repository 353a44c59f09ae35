using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>The squared hinge loss of two classes, <c>f(x) = 1/(2n) Σ max(0, 1 − y_i ⟨a_i, x⟩)²</c>, for labels <c>y_i = ±1</c>: a smooth support vector
/// machine.</summary>
/// <remarks><c>∇f(x) = −1/n Aᵀ(y ⊙ max(0, 1 − y ⊙ A x))</c>; the curvature is 1 inside the margin and 0 beyond, so <c>L = ‖A‖²/n</c>. Note the ½:
/// other libraries leave it out.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SquaredHingeLoss<T> : LinearModelLoss<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates the loss on a dense design.</summary>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="labels">The class of each sample, +1 or −1: [n].</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many labels as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is neither +1 nor −1, or an element is not finite.</exception>
    public SquaredHingeLoss(Tensor<T> design, Tensor<T> labels, ComputeContext? context = null)
        : this(new DenseDesign<T>(design, nameof(SquaredHingeLoss<>)), labels, context) { }

    /// <summary>Creates the loss on a sparse design.</summary>
    /// <param name="design">The samples, one a row, sparse: [n, p].</param>
    /// <param name="labels">The class of each sample, +1 or −1: [n].</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many labels as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is neither +1 nor −1, or an element is not finite.</exception>
    public SquaredHingeLoss(CsrMatrix<T> design, Tensor<T> labels, ComputeContext? context = null)
        : this(new SparseDesign<T>(design, nameof(SquaredHingeLoss<>)), labels, context) { }

    private SquaredHingeLoss(IDesign<T> design, Tensor<T> labels, ComputeContext? context)
        : base(design, Targets.Signs(design, labels, nameof(SquaredHingeLoss<>), nameof(labels)), new PointwiseLoss<T, SampleValue, SampleSlope, SampleCurvature>(default, default, default, T.One, T.Zero), null, context, nameof(SquaredHingeLoss<>)) { }

    /// <summary><c>½ max(0, 1 − y z)²</c></summary>
    private readonly struct SampleValue : IZip<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z, TLane y) where TLane : struct, ILane<TLane, T>
        {
            TLane shortfall = TLane.Max(Lane.Of<TLane, T>(0), Lane.Of<TLane, T>(1) - (y * z));
            return Lane.Of<TLane, T>(0.5) * shortfall * shortfall;
        }
    }

    /// <summary><c>−y max(0, 1 − y z)</c></summary>
    private readonly struct SampleSlope : IZip<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z, TLane y) where TLane : struct, ILane<TLane, T> =>
            -y * TLane.Max(Lane.Of<TLane, T>(0), Lane.Of<TLane, T>(1) - (y * z));
    }

    /// <summary><c>1</c> where <c>y z &lt; 1</c>, else 0</summary>
    private readonly struct SampleCurvature : IZip<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z, TLane y) where TLane : struct, ILane<TLane, T>
        {
            TLane one = Lane.Of<TLane, T>(1);
            return TLane.Less(y * z, one) & one;
        }
    }
}
