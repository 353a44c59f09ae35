using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The Lasso, <c>min_{w,b} 1/(2n) ‖y − X w − b‖² + λ ‖w‖₁</c>: a linear model with few coefficients, with a certificate.</summary>
/// <remarks>
/// <para>The loss is the mean over the samples, as in scikit-learn and glmnet: λ does not depend on how many samples there are. The
/// problem <c>½ ‖y − X w‖² + μ ‖w‖₁</c> has the weight <c>λ = μ/n</c>.</para>
/// <para>With weights and bounds in the options: <c>λ Σ u_j |w_j|</c> for <c>l_j ≤ w_j ≤ u_j</c>.</para>
/// <para>Coordinate descent on working sets. Each solution carries its duality gap. Tibshirani, JRSS B 58, 1996.</para>
/// </remarks>
public static class Lasso
{
    private static readonly SparseSpec Fitting = new("Lasso.Fit");
    private static readonly SparseSpec Following = new("Lasso.Path");

    /// <summary>The model for one weight.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict: [n].</param>
    /// <param name="lambda">The weight λ, positive.</param>
    /// <param name="options">Options of the model, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null. Any number of threads gives the same bits.</param>
    /// <param name="cancellationToken">Ends the fit between working sets; the answer is the point reached, with its certificate.</param>
    /// <returns>The model. Not converging is its status.</returns>
    /// <exception cref="ArgumentNullException">The design or the targets are null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite, an element is not finite, or an option is out of range.</exception>
    /// <exception cref="MemoryLimitException">The copy of the design is more than the context allows.</exception>
    public static SparseLinearModel<T> Fit<T>(Design<T> design, Tensor<T> targets, double lambda, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SparseFit<T>.Single(Fitting, design, targets, lambda, options, context, cancellationToken);

    /// <summary>The models for falling weights, each started from the one before.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict: [n].</param>
    /// <param name="grid">The weights; 100 of them from the largest that matters when null.</param>
    /// <param name="options">Options of the models, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null. Any number of threads gives the same bits.</param>
    /// <param name="cancellationToken">Ends the path; what was fitted is returned.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentNullException">The design or the targets are null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite, or an option is out of range.</exception>
    /// <exception cref="ArgumentException">No feature correlates with the targets, and the grid does not give the weights.</exception>
    /// <exception cref="MemoryLimitException">The copy of the design is more than the context allows.</exception>
    public static SparsePath<T> Path<T>(Design<T> design, Tensor<T> targets, PathGrid? grid = null, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SparseFit<T>.Path(Following, design, targets, grid, options, context, cancellationToken);
}
