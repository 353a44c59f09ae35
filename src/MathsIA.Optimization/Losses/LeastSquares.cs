using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Least squares, <c>f(x) = ½ ‖A x − y‖²</c>, or its mean over the samples.</summary>
/// <remarks><c>∇f(x) = Aᵀ(A x − y)</c>, <c>∂²f = AᵀA</c>, <c>L = ‖A‖²</c>, <c>μ = σ_min(A)²</c> (0 when A has fewer rows than
/// columns). As a mean of terms, <c>f_i(x) = n/2 (⟨a_i, x⟩ − y_i)²</c>, or <c>½ (⟨a_i, x⟩ − y_i)²</c> for the mean.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LeastSquares<T> : LinearModelLoss<T>, IBoundedBelow<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates the loss on a dense design.</summary>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="targets">What to predict, one a sample: [n].</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many targets as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public LeastSquares(Tensor<T> design, Tensor<T> targets, ComputeContext? context = null)
        : this(new DenseDesign<T>(design, nameof(LeastSquares<>)), targets, context) { }

    /// <summary>Creates the loss on a sparse design.</summary>
    /// <param name="design">The samples, one a row, sparse: [n, p].</param>
    /// <param name="targets">What to predict, one a sample: [n].</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many targets as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public LeastSquares(CsrMatrix<T> design, Tensor<T> targets, ComputeContext? context = null)
        : this(new SparseDesign<T>(design, nameof(LeastSquares<>)), targets, context) { }

    private LeastSquares(IDesign<T> design, Tensor<T> targets, ComputeContext? context)
        : base(design, Targets.Finite(design, targets, nameof(LeastSquares<>), nameof(targets)), new PointwiseLoss<T, HalfSquare, SubtractOperator<T>, One>(default, default, default, T.One, T.One), null, context, nameof(LeastSquares<>)) { }

    /// <summary>Whether the loss is the mean over the samples, <c>1/(2n) ‖A x − y‖²</c>. False by default.</summary>
    public bool IsMean { get; init; }

    private protected override T Scale => IsMean ? T.One / T.CreateChecked(Count) : T.One;

    /// <inheritdoc/>
    public T LowerBound => T.Zero;

    /// <summary><c>½ (z − y)²</c></summary>
    private readonly struct HalfSquare : IZip<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z, TLane y) where TLane : struct, ILane<TLane, T>
        {
            TLane residual = z - y;
            return Lane.Of<TLane, T>(0.5) * residual * residual;
        }
    }

    /// <summary><c>1</c></summary>
    private readonly struct One : IZip<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z, TLane y) where TLane : struct, ILane<TLane, T> =>
            Lane.Of<TLane, T>(1);
    }
}
