using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Least squares with the minimax concave penalty, <c>λ|w| − w²/(2γ)</c> up to <c>|w| = γλ</c> and constant from there: large coefficients
/// are not shrunk.</summary>
/// <remarks>The problem is not convex: the answer is a stationary point, reached from the one of the weight before. It carries the violation
/// of the optimality conditions and the gap of the weighted Lasso that touches the objective from above there. As γ grows it becomes the Lasso. Standardized columns keep each coefficient's
/// problem convex for γ above 1. Zhang, Annals of Statistics 38, 2010.</remarks>
public static class McpRegression
{
    /// <summary>The model for one weight.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict, as the model asks for it.</param>
    /// <param name="lambda">The weight λ, positive.</param>
    /// <param name="gamma">The shape γ, above 1; infinity is not taken, a large value is the Lasso.</param>
    /// <param name="options">Options of the model, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null. Any number of threads gives the same bits.</param>
    /// <param name="cancellationToken">Ends the fit; the answer is what was reached, with its certificate.</param>
    /// <returns>The model. Not converging is its status.</returns>
    /// <exception cref="ArgumentNullException">The design, the targets or another required argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or an element is not finite.</exception>
    /// <exception cref="MemoryLimitException">The copy of the design is more than the context allows.</exception>
    public static SparseLinearModel<T> Fit<T>(Design<T> design, Tensor<T> targets, double lambda, double gamma = 3, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SparseFit<T>.Single(Spec("McpRegression.Fit", gamma), design, targets, lambda, options, context, cancellationToken);

    /// <summary>The models for falling weights, each started from the one before.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict, as the model asks for it.</param>
    /// <param name="grid">The weights; 100 of them from the largest that matters when null.</param>
    /// <param name="gamma">The shape γ, above 1; infinity is not taken, a large value is the Lasso.</param>
    /// <param name="options">Options of the model, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null. Any number of threads gives the same bits.</param>
    /// <param name="cancellationToken">Ends the fit; the answer is what was reached, with its certificate.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentNullException">The design, the targets or another required argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or an element is not finite.</exception>
    /// <exception cref="MemoryLimitException">The copy of the design is more than the context allows.</exception>
    public static SparsePath<T> Path<T>(Design<T> design, Tensor<T> targets, PathGrid? grid = null, double gamma = 3, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SparseFit<T>.Path(Spec("McpRegression.Path", gamma), design, targets, grid, options, context, cancellationToken);

    /// <summary>Chooses the weight by cross-validation: the path on all samples, judged by paths that leave out one fold each.</summary>
    /// <remarks>Folds run in parallel; the bits do not depend on the number of threads.</remarks>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict, as the model asks for it: [n].</param>
    /// <param name="grid">The weights; 100 of them from the largest that matters when null.</param>
    /// <param name="gamma">The shape γ, above 1.</param>
    /// <param name="validation">The folds; 10 when null.</param>
    /// <param name="options">Options of the models, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null.</param>
    /// <param name="cancellationToken">Ends the fits; the answer is made of what was reached.</param>
    /// <returns>The losses on held-out samples and the path.</returns>
    /// <exception cref="ArgumentNullException">The design or the targets are null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more folds than samples, an element is not finite, or an option is out of range.</exception>
    public static CrossValidationResult<T> CrossValidate<T>(Design<T> design, Tensor<T> targets, PathGrid? grid = null, double gamma = 3, CrossValidationOptions? validation = null, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SparseCrossValidation<T>.Run(Spec("McpRegression.CrossValidate", gamma), design, targets, grid, validation, options, context, cancellationToken);

    private static SparseSpec Spec(string operation, double gamma) => double.IsFinite(gamma) && gamma > 1
        ? new SparseSpec(operation, Penalty: SparsePenalty.Mcp, Gamma: gamma)
        : throw new ArgumentOutOfRangeException(nameof(gamma), gamma, $"{operation}: the shape must be above 1 and finite.");
}
