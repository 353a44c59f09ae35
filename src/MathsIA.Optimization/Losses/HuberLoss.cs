using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>The Huber loss of a regression, <c>f(x) = 1/n Σ h(⟨a_i, x⟩ − y_i)</c> with <c>h(r) = ½ r²</c> for <c>|r| ≤ δ</c> and <c>δ |r| − ½ δ²</c> beyond: least
/// squares that outliers cannot pull far.</summary>
/// <remarks><c>∇f(x) = 1/n Aᵀ clamp(A x − y, −δ, δ)</c>; the curvature is 1 where <c>|r| ≤ δ</c> and 0 beyond, so <c>L = ‖A‖²/n</c>. P. J. Huber, Annals of
/// Mathematical Statistics 35 (1964).</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class HuberLoss<T> : LinearModelLoss<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates the loss on a dense design.</summary>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="targets">What to predict, one a sample: [n].</param>
    /// <param name="threshold">The threshold <c>δ</c>, positive. By default 1.</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many targets as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not positive and finite, or an element is not finite.</exception>
    public HuberLoss(Tensor<T> design, Tensor<T> targets, double threshold = 1, ComputeContext? context = null)
        : this(new DenseDesign<T>(design, nameof(HuberLoss<>)), targets, threshold, context) { }

    /// <summary>Creates the loss on a sparse design.</summary>
    /// <param name="design">The samples, one a row, sparse: [n, p].</param>
    /// <param name="targets">What to predict, one a sample: [n].</param>
    /// <param name="threshold">The threshold <c>δ</c>, positive. By default 1.</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many targets as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not positive and finite, or an element is not finite.</exception>
    public HuberLoss(CsrMatrix<T> design, Tensor<T> targets, double threshold = 1, ComputeContext? context = null)
        : this(new SparseDesign<T>(design, nameof(HuberLoss<>)), targets, threshold, context) { }

    private HuberLoss(IDesign<T> design, Tensor<T> targets, double threshold, ComputeContext? context)
        : base(design, Targets.Finite(design, targets, nameof(HuberLoss<>), nameof(targets)), Sample(T.CreateChecked(Guard.Positive(threshold, nameof(HuberLoss<>)))), null, context, nameof(HuberLoss<>)) { }

    private static PointwiseLoss<T, SampleValue, SampleSlope, SampleCurvature> Sample(T delta) =>
        new(new SampleValue(delta), new SampleSlope(delta), new SampleCurvature(delta), T.One, T.Zero);

    /// <summary><c>c (r − c/2)</c> with <c>c = clamp(r, −δ, δ)</c>: both branches at once.</summary>
    private readonly struct SampleValue(T delta) : IZip<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z, TLane y) where TLane : struct, ILane<TLane, T>
        {
            TLane residual = z - y, clamped = TLane.Max(TLane.Create(-delta), TLane.Min(TLane.Create(delta), residual));
            return clamped * (residual - (Lane.Of<TLane, T>(0.5) * clamped));
        }
    }

    /// <summary><c>clamp(r, −δ, δ)</c></summary>
    private readonly struct SampleSlope(T delta) : IZip<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z, TLane y) where TLane : struct, ILane<TLane, T> =>
            TLane.Max(TLane.Create(-delta), TLane.Min(TLane.Create(delta), z - y));
    }

    /// <summary><c>1</c> where <c>|r| ≤ δ</c>, else 0</summary>
    private readonly struct SampleCurvature(T delta) : IZip<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z, TLane y) where TLane : struct, ILane<TLane, T> =>
            TLane.LessOrEqual(TLane.Abs(z - y), TLane.Create(delta)) & Lane.Of<TLane, T>(1);
    }
}
