using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>The logistic loss of several classes, <c>f(W) = 1/n Σ (LSE(a_i W) − (a_i W)_{c_i})</c> with
/// <c>LSE(s) = log Σ_k exp(s_k)</c>: softmax with cross-entropy.</summary>
/// <remarks>
/// <para>Points are matrices <c>W</c> of [p, k], one column a class. <c>∇f(W) = 1/n Aᵀ(SM(A W) − D)</c> with the softmax
/// <c>SM</c> of each row and the one-hot labels <c>D</c>; <c>L = ‖A‖²/(2n)</c>, since the Hessian of LSE is at most ½ (Böhning
/// 1992). The probabilities of a sample <c>a</c> are <c>SM(a W)</c>.</para>
/// <para>The largest score is taken off before the exponentials, so scores of any size are safe. The loss does not change when one
/// vector is added to all columns, so its minimizer is never unique without a ridge term.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class MultinomialLoss<T> : LinearModelLoss<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates the loss on a dense design.</summary>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="labels">The class of each sample, from 0 to <paramref name="classes"/> − 1: [n].</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many labels as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes, a label is not one of them, or an element is not finite.</exception>
    public MultinomialLoss(Tensor<T> design, Tensor<int> labels, int classes, ComputeContext? context = null)
        : this(new DenseDesign<T>(design, nameof(MultinomialLoss<>)), labels, classes, context) { }

    /// <summary>Creates the loss on a sparse design.</summary>
    /// <param name="design">The samples, one a row, sparse: [n, p].</param>
    /// <param name="labels">The class of each sample, from 0 to <paramref name="classes"/> − 1: [n].</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or there are not as many labels as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes, a label is not one of them, or an element is not finite.</exception>
    public MultinomialLoss(CsrMatrix<T> design, Tensor<int> labels, int classes, ComputeContext? context = null)
        : this(new SparseDesign<T>(design, nameof(MultinomialLoss<>)), labels, classes, context) { }

    private MultinomialLoss(IDesign<T> design, Tensor<int> labels, int classes, ComputeContext? context)
        : base(design, Targets.Classes(design, labels, AtLeastTwo(classes), nameof(MultinomialLoss<>), nameof(labels)), new SoftmaxLoss<T>(classes), classes, context, nameof(MultinomialLoss<>)) =>
        Classes = classes;

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    private static int AtLeastTwo(int classes) => classes >= 2 ? classes
        : throw new ArgumentOutOfRangeException(nameof(classes), classes, "MultinomialLoss: there must be at least 2 classes.");
}
