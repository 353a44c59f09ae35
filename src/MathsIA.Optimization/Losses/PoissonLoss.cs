using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>The loss of a Poisson regression with logarithmic link, <c>f(x) = 1/n Σ (exp(⟨a_i, x⟩) − y_i ⟨a_i, x⟩)</c>, for counts <c>y_i ≥ 0</c>.</summary>
/// <remarks><c>∇f(x) = 1/n Aᵀ(exp(A x) − y)</c> and <c>∂²f(x) = 1/n Aᵀ diag(exp(A x)) A</c>: the negative log-likelihood without <c>log y_i!</c>. The model
/// predicts the mean <c>exp(⟨a, x⟩)</c>. Convex, but the curvature has no bound, so <see cref="LinearModelLoss{T}.LipschitzConstant"/> is null: use methods
/// that search their step.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class PoissonLoss<T> : LinearModelLoss<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates the loss on a dense design.</summary>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="counts">The count of each sample, at least 0; need not be whole: [n].</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many counts as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or an element is not finite.</exception>
    public PoissonLoss(Tensor<T> design, Tensor<T> counts, ComputeContext? context = null)
        : this(new DenseDesign<T>(design, nameof(PoissonLoss<>)), counts, context) { }

    /// <summary>Creates the loss on a sparse design.</summary>
    /// <param name="design">The samples, one a row, sparse: [n, p].</param>
    /// <param name="counts">The count of each sample, at least 0; need not be whole: [n].</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many counts as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or an element is not finite.</exception>
    public PoissonLoss(CsrMatrix<T> design, Tensor<T> counts, ComputeContext? context = null)
        : this(new SparseDesign<T>(design, nameof(PoissonLoss<>)), counts, context) { }

    private PoissonLoss(IDesign<T> design, Tensor<T> counts, ComputeContext? context)
        : base(design, Targets.Counts(design, counts, nameof(PoissonLoss<>), nameof(counts)), new PointwiseLoss<T, SampleValue, SampleSlope, SampleCurvature>(default, default, default, null, T.Zero), null, context, nameof(PoissonLoss<>)) { }

    /// <summary><c>e^z − y z</c></summary>
    private readonly struct SampleValue : IZip<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z, TLane y) where TLane : struct, ILane<TLane, T> =>
            default(ExpOperator<T>).Apply(z) - (y * z);
    }

    /// <summary><c>e^z − y</c></summary>
    private readonly struct SampleSlope : IZip<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z, TLane y) where TLane : struct, ILane<TLane, T> =>
            default(ExpOperator<T>).Apply(z) - y;
    }

    /// <summary><c>e^z</c></summary>
    private readonly struct SampleCurvature : IZip<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z, TLane y) where TLane : struct, ILane<TLane, T> =>
            default(ExpOperator<T>).Apply(z);
    }
}
