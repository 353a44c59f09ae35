using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The group Lasso, <c>min 1/(2n) ‖y − X w − b‖² + λ Σ_g u_g ‖w_g‖₂</c>: groups of features enter or stay out together.</summary>
/// <remarks>Groups do not overlap and cover all features. The weights <c>u_g</c> are the options' feature weights, one a group, ones by
/// default; the usual choice for groups of different sizes is the square root of the size. Yuan and Lin, JRSS B 68, 2006.</remarks>
public static class GroupLasso
{
    /// <summary>The model for one weight.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict, as the model asks for it.</param>
    /// <param name="lambda">The weight λ, positive.</param>
    /// <param name="groups">The group of each feature, from 0: [p].</param>
    /// <param name="options">Options of the model, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null. Any number of threads gives the same bits.</param>
    /// <param name="cancellationToken">Ends the fit; the answer is what was reached, with its certificate.</param>
    /// <returns>The model. Not converging is its status.</returns>
    /// <exception cref="ArgumentNullException">The design, the targets or another required argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or an element is not finite.</exception>
    /// <exception cref="MemoryLimitException">The copy of the design is more than the context allows.</exception>
    /// <exception cref="ArgumentException">There is an empty group: the numbers leave one out.</exception>
    public static SparseLinearModel<T> Fit<T>(Design<T> design, Tensor<T> targets, IReadOnlyList<int> groups, double lambda, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SparseFit<T>.Single(new SparseSpec("GroupLasso.Fit", Penalty: SparsePenalty.Group), design, targets, lambda, options, context, cancellationToken, Lists(design, groups, "GroupLasso"));

    /// <summary>The models for falling weights, each started from the one before.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict, as the model asks for it.</param>
    /// <param name="grid">The weights; 100 of them from the largest that matters when null.</param>
    /// <param name="groups">The group of each feature, from 0: [p].</param>
    /// <param name="options">Options of the model, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null. Any number of threads gives the same bits.</param>
    /// <param name="cancellationToken">Ends the fit; the answer is what was reached, with its certificate.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentNullException">The design, the targets or another required argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or an element is not finite.</exception>
    /// <exception cref="MemoryLimitException">The copy of the design is more than the context allows.</exception>
    /// <exception cref="ArgumentException">There is an empty group: the numbers leave one out.</exception>
    public static SparsePath<T> Path<T>(Design<T> design, Tensor<T> targets, IReadOnlyList<int> groups, PathGrid? grid = null, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SparseFit<T>.Path(new SparseSpec("GroupLasso.Path", Penalty: SparsePenalty.Group), design, targets, grid, options, context, cancellationToken, Lists(design, groups, "GroupLasso"));

    /// <summary>Judges a path by cross-validation: folds in parallel, and the same bits for any number of threads.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict, as the model asks for it: [n].</param>
    /// <param name="groups">The group of each feature, from 0: [p].</param>
    /// <param name="grid">The weights; 100 of them from the largest that matters when null.</param>
    /// <param name="validation">The folds; 10 when null.</param>
    /// <param name="options">Options of the models, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null.</param>
    /// <param name="cancellationToken">Ends the fits; the answer is made of what was reached.</param>
    /// <returns>The losses on held-out samples and the path.</returns>
    /// <exception cref="ArgumentNullException">The design, the targets or the groups are null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more folds than samples, an element is not finite, or an option is out of range.</exception>
    /// <exception cref="ArgumentException">There is an empty group: the numbers leave one out.</exception>
    public static CrossValidationResult<T> CrossValidate<T>(Design<T> design, Tensor<T> targets, IReadOnlyList<int> groups, PathGrid? grid = null, CrossValidationOptions? validation = null, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SparseCrossValidation<T>.Run(new SparseSpec("GroupLasso.CrossValidate", Penalty: SparsePenalty.Group), design, targets, grid, validation, options, context, cancellationToken, Lists(design, groups, "GroupLasso"));

    /// <summary>The groups as lists of members, one after another.</summary>
    private static (int[] Starts, int[] Members) Lists<T>(Design<T> design, IReadOnlyList<int> groups, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count != design.Features)
            throw new ShapeMismatchException(operation, $"{groups.Count} group numbers given for {design.Features} features.", nameof(groups));
        int count = 0;
        foreach (int g in groups)
        {
            if ((uint)g >= (uint)groups.Count)
                throw new ArgumentOutOfRangeException(nameof(groups), g, $"{operation}: group numbers run from 0 to the number of groups less 1.");
            count = Math.Max(count, g + 1);
        }

        var starts = new int[count + 1];
        foreach (int g in groups)
            starts[g + 1]++;
        for (int g = 0; g < count; g++)
        {
            if (starts[g + 1] == 0)
                throw new ArgumentException($"{operation}: group {g} has no feature.", nameof(groups));
            starts[g + 1] += starts[g];
        }

        int[] next = starts[..count], members = new int[groups.Count];
        for (int j = 0; j < groups.Count; j++)
            members[next[groups[j]]++] = j;
        return (starts, members);
    }
}
