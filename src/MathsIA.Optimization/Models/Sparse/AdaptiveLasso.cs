using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The adaptive Lasso: Lasso fits one after another, each coefficient's weight <c>1/(|w_j| + ε)^q</c> from the fit before.</summary>
/// <remarks>Large coefficients are shrunk less and small ones more: every round lowers the concave penalty that the weights majorize (for q = 1
/// the sum of <c>log(|w_j| + ε)</c>). Each round is a convex problem with its own certificate, which the model carries. Zou, JASA 101,
/// 2006; Candès, Wakin and Boyd, J. Fourier Anal. Appl. 14, 2008.</remarks>
public static class AdaptiveLasso
{
    /// <summary>The model after some rounds of reweighting; the first round is the plain Lasso.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict, as the model asks for it: [n].</param>
    /// <param name="lambda">The weight λ, positive.</param>
    /// <param name="reweighting">The rounds and their weights; five rounds when null.</param>
    /// <param name="options">Options of the model, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null. Any number of threads gives the same bits.</param>
    /// <param name="cancellationToken">Ends the fit; the answer is what was reached, with its certificate.</param>
    /// <returns>The model. Not converging is its status.</returns>
    /// <exception cref="ArgumentNullException">The design, the targets or another required argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or an element is not finite.</exception>
    /// <exception cref="MemoryLimitException">The copy of the design is more than the context allows.</exception>
    public static SparseLinearModel<T> Fit<T>(Design<T> design, Tensor<T> targets, double lambda, Reweighting? reweighting = null, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SparseFit<T>.Reweighted(new SparseSpec("AdaptiveLasso.Fit"), design, targets, new PathGrid { Lambdas = [Guard.Positive(lambda, "AdaptiveLasso.Fit")] }, reweighting, options, context, cancellationToken)[0];

    /// <summary>The models for falling weights: the plain Lasso's path, then for each weight the further rounds.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict, as the model asks for it: [n].</param>
    /// <param name="grid">The weights; 100 of them from the plain Lasso's largest when null.</param>
    /// <param name="reweighting">The rounds and their weights; five rounds when null.</param>
    /// <param name="options">Options of the model, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null. Any number of threads gives the same bits.</param>
    /// <param name="cancellationToken">Ends the fits; the answer is what was reached, with its certificates.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentNullException">The design, the targets or another required argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or an element is not finite.</exception>
    /// <exception cref="MemoryLimitException">The copy of the design is more than the context allows.</exception>
    public static SparsePath<T> Path<T>(Design<T> design, Tensor<T> targets, PathGrid? grid = null, Reweighting? reweighting = null, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SparseFit<T>.Reweighted(new SparseSpec("AdaptiveLasso.Path"), design, targets, grid, reweighting, options, context, cancellationToken);

    /// <summary>Chooses the weight by cross-validation: the path on all samples, judged by paths that leave out one fold each.</summary>
    /// <remarks>Folds run in parallel; the bits do not depend on the number of threads.</remarks>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict, as the model asks for it: [n].</param>
    /// <param name="grid">The weights; 100 of them from the plain Lasso's largest when null.</param>
    /// <param name="reweighting">The rounds and their weights; five rounds when null.</param>
    /// <param name="validation">The folds; 10 when null.</param>
    /// <param name="options">Options of the models, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null.</param>
    /// <param name="cancellationToken">Ends the fits; the answer is made of what was reached.</param>
    /// <returns>The losses on held-out samples and the path.</returns>
    /// <exception cref="ArgumentNullException">The design or the targets are null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more folds than samples, an element is not finite, or an option is out of range.</exception>
    public static CrossValidationResult<T> CrossValidate<T>(Design<T> design, Tensor<T> targets, PathGrid? grid = null, Reweighting? reweighting = null, CrossValidationOptions? validation = null, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var spec = new SparseSpec("AdaptiveLasso.CrossValidate");
        return SparseCrossValidation<T>.Run(spec, design, targets, grid, validation, options, context,
            (x, y, weights, limits, threads) => SparseFit<T>.Reweighted(spec, x, y, weights, reweighting, limits, threads, cancellationToken));
    }
}
