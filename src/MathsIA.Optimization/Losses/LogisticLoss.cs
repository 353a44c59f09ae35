using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>The logistic loss of two classes, <c>f(x) = 1/n Σ log(1 + exp(−y_i ⟨a_i, x⟩))</c>, for labels <c>y_i = ±1</c>.</summary>
/// <remarks>
/// <para><c>∇f(x) = −1/n Aᵀ(y ⊙ θ(−y ⊙ A x))</c> and <c>∂²f(x) = 1/n Aᵀ diag(θ(1 − θ)) A</c> with <c>θ(s) = 1/(1 + e^{−s})</c>;
/// <c>L = ‖A‖²/(4n)</c>. The probability that the model gives to class +1 is <c>θ(⟨a, x⟩)</c>.</para>
/// <para>Exact for margins of any size: only <c>exp(−|s|)</c> is computed. Without a ridge term (<see cref="RidgeRegularized{T}"/>) there is no
/// minimizer when the classes can be separated.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LogisticLoss<T> : LinearModelLoss<T>, IBoundedBelow<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates the loss on a dense design.</summary>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="labels">The class of each sample, +1 or −1: [n].</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many labels as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is neither +1 nor −1, or an element is not finite.</exception>
    public LogisticLoss(Tensor<T> design, Tensor<T> labels, ComputeContext? context = null)
        : this(new DenseDesign<T>(design, nameof(LogisticLoss<>)), labels, context) { }

    /// <summary>Creates the loss on a sparse design.</summary>
    /// <param name="design">The samples, one a row, sparse: [n, p].</param>
    /// <param name="labels">The class of each sample, +1 or −1: [n].</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many labels as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is neither +1 nor −1, or an element is not finite.</exception>
    public LogisticLoss(CsrMatrix<T> design, Tensor<T> labels, ComputeContext? context = null)
        : this(new SparseDesign<T>(design, nameof(LogisticLoss<>)), labels, context) { }

    private LogisticLoss(IDesign<T> design, Tensor<T> labels, ComputeContext? context)
        : base(design, Targets.Signs(design, labels, nameof(LogisticLoss<>), nameof(labels)), new LogisticSampleLoss<T>(), null, context, nameof(LogisticLoss<>)) { }

    /// <inheritdoc/>
    public T LowerBound => T.Zero;
}
