using System.Numerics;
using MathsIA.Execution;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>Cross-validation of the path of any single-output model: one task a fold, so any number of threads gives the same bits.</summary>
internal static class SparseCrossValidation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static CrossValidationResult<T> Run(SparseSpec spec, Design<T> design, Tensor<T> targets, PathGrid? grid, CrossValidationOptions? validation, SparseOptions? options, ComputeContext? context, CancellationToken cancellationToken, (int[] Starts, int[] Members)? groups = null)
    {
        validation ??= new CrossValidationOptions();
        options ??= new SparseOptions();
        SparseArguments.Targets(design, targets, spec.Operation);
        if (design.Samples < validation.Folds)
            throw new ArgumentOutOfRangeException(nameof(validation), validation.Folds, $"{spec.Operation}: there are more folds than the {design.Samples} samples.");
        SparsePath<T> whole = SparseFit<T>.Path(spec, design, targets, grid, options, context, cancellationToken, groups);
        int count = whole.Models.Count, samples = design.Samples;
        int[] order = new Philox(validation.Seed).Permutation(samples).ToArray();
        var losses = new double[validation.Folds][];
        var weights = new double[validation.Folds];
        ParallelLoop.For(validation.Folds, fold => (losses[fold], weights[fold]) = Fold(spec, design, targets, whole.Lambdas, options, groups, order, fold, validation.Folds, cancellationToken), context);
        var means = new double[count];
        var errors = new double[count];
        double total = weights.Sum();
        for (int k = 0; k < count; k++)
        {
            double square = 0;
            for (int fold = 0; fold < validation.Folds; fold++)
                means[k] += losses[fold][k] * weights[fold] / total;
            for (int fold = 0; fold < validation.Folds; fold++)
                square += weights[fold] / total * (losses[fold][k] - means[k]) * (losses[fold][k] - means[k]);
            errors[k] = Math.Sqrt(square / (validation.Folds - 1));
        }

        int best = 0;
        for (int k = 1; k < count; k++)
            best = means[k] < means[best] ? k : best;
        return new CrossValidationResult<T>
        {
            Path = whole,
            MeanLosses = means,
            StandardErrors = errors,
            BestIndex = best,
            OneStandardErrorIndex = Array.FindIndex(means, mean => mean <= means[best] + errors[best]),
        };
    }

    /// <summary>The loss on one fold of the models fitted to the others, and the fold's weight.</summary>
    private static (double[] Losses, double Weight) Fold(SparseSpec spec, Design<T> design, Tensor<T> targets, IReadOnlyList<double> lambdas, SparseOptions options, (int[] Starts, int[] Members)? groups, int[] order, int fold, int folds, CancellationToken cancellationToken)
    {
        int[] held = [.. order.Where((_, i) => i % folds == fold)], kept = [.. order.Where((_, i) => i % folds != fold)];
        IReadOnlyList<double>? sampleWeights = options.SampleWeights;
        SparseOptions inner = options with { Progress = null, SampleWeights = sampleWeights is null ? null : Array.ConvertAll(kept, i => sampleWeights[i]) };
        SparsePath<T> path = SparseFit<T>.Path(spec, design.Rows(kept), Tensor.From(Array.ConvertAll(kept, i => targets[i])), new PathGrid { Lambdas = lambdas }, inner, ComputeContext.SingleThread, cancellationToken, groups);
        Design<T> rest = design.Rows(held);
        var losses = new double[lambdas.Count];
        double weight = 0;
        foreach (int i in held)
            weight += sampleWeights?[i] ?? 1;
        for (int k = 0; k < lambdas.Count; k++)
        {
            // A cancelled fold judges the remaining weights by its last model.
            Tensor<T> eta = path.Models[Math.Min(k, path.Models.Count - 1)].Decision(rest);
            for (int i = 0; i < held.Length; i++)
                losses[k] += (sampleWeights?[held[i]] ?? 1) * Loss(spec.Loss, double.CreateChecked(targets[held[i]]), double.CreateChecked(eta[i])) / (weight > 0 ? weight : 1);
        }

        return (losses, weight);
    }

    private static double Loss(SparseLoss loss, double y, double eta) => loss switch
    {
        SparseLoss.Logistic => 2 * ((y * eta > 0 ? 0 : -y * eta) + double.LogP1(Math.Exp(-Math.Abs(eta)))),
        SparseLoss.Poisson => 2 * (Math.Exp(eta) - (y * eta)),
        _ => (y - eta) * (y - eta),
    };
}
