using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Sparse multinomial regression, <c>min 1/n Σ (log Σ_k exp(η_ik) − η_{i,y_i}) + λ g(W)</c> with <c>η = X W + 1 bᵀ</c>.</summary>
/// <remarks>The penalty g is <c>Σ |W_jk|</c>, or <c>Σ_j ‖W_j‖₂</c> where a feature serves all classes or none. Proximal Newton steps with a
/// diagonal bound of the curvature, over the coordinate-descent engine. Predictions are the class probabilities.</remarks>
public static class SparseMultinomial
{
    /// <summary>The model for one weight.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict, as the model asks for it.</param>
    /// <param name="lambda">The weight λ, positive.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="grouped">Whether a feature serves all classes or none.</param>
    /// <param name="options">Options of the model, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null. Any number of threads gives the same bits.</param>
    /// <param name="cancellationToken">Ends the fit; the answer is what was reached, with its certificate.</param>
    /// <returns>The model. Not converging is its status.</returns>
    /// <exception cref="ArgumentNullException">The design, the targets or another required argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or an element is not finite.</exception>
    /// <exception cref="MemoryLimitException">The copy of the design is more than the context allows.</exception>
    public static SparseMultiModel<T> Fit<T>(Design<T> design, Tensor<int> targets, int classes, double lambda, bool grouped = false, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SparseMultiFit<T>.Multinomial("SparseMultinomial.Fit", design, targets, classes, grouped, new PathGrid { Lambdas = [Guard.Positive(lambda, "SparseMultinomial.Fit")] }, options, context, cancellationToken)[0];

    /// <summary>The models for falling weights, each started from the one before.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict, as the model asks for it.</param>
    /// <param name="grid">The weights; 100 of them from the largest that matters when null.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="grouped">Whether a feature serves all classes or none.</param>
    /// <param name="options">Options of the model, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null. Any number of threads gives the same bits.</param>
    /// <param name="cancellationToken">Ends the fit; the answer is what was reached, with its certificate.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentNullException">The design, the targets or another required argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or an element is not finite.</exception>
    /// <exception cref="MemoryLimitException">The copy of the design is more than the context allows.</exception>
    public static SparseMultiPath<T> Path<T>(Design<T> design, Tensor<int> targets, int classes, PathGrid? grid = null, bool grouped = false, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SparseMultiFit<T>.Multinomial("SparseMultinomial.Path", design, targets, classes, grouped, grid, options, context, cancellationToken);

    /// <summary>Chooses the weight by cross-validation: the path on all samples, judged by paths that leave out one fold each.</summary>
    /// <remarks>Folds run in parallel; the bits do not depend on the number of threads.</remarks>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict: the class of each sample, from 0, [n].</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="grid">The weights; 100 of them from the largest that matters when null.</param>
    /// <param name="grouped">Whether a feature serves all classes or none.</param>
    /// <param name="validation">The folds; 10 when null.</param>
    /// <param name="options">Options of the models, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null.</param>
    /// <param name="cancellationToken">Ends the fits; the answer is made of what was reached.</param>
    /// <returns>The losses on held-out samples and the path.</returns>
    /// <exception cref="ArgumentNullException">The design or the targets are null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more folds than samples, an element is not finite, or an option is out of range.</exception>
    public static MultiCrossValidationResult<T> CrossValidate<T>(Design<T> design, Tensor<int> targets, int classes, PathGrid? grid = null, bool grouped = false, CrossValidationOptions? validation = null, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const string Operation = "SparseMultinomial.CrossValidate";
        return SparseMultiCrossValidation<T>.Run(Operation, design, targets, grid, validation, options, context,
            (x, y, weights, limits, threads) => SparseMultiFit<T>.Multinomial(Operation, x, y, classes, grouped, weights, limits, threads, cancellationToken),
            SparseMultiCrossValidation<T>.Deviance);
    }
}
