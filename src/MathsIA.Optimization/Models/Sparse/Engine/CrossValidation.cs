using System.Numerics;
using MathsIA.Execution;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>Fits a path to some samples.</summary>
internal delegate TPath PathFit<T, TTarget, TPath>(Design<T> design, Tensor<TTarget> targets, PathGrid? grid, SparseOptions options, ComputeContext? context)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTarget : unmanaged;

/// <summary>The loss of one sample, from the linear predictors of all.</summary>
internal delegate double HeldLoss<T, TTarget>(Tensor<T> predictors, Tensor<TTarget> targets, int sample)
    where T : unmanaged
    where TTarget : unmanaged;

/// <summary>What held-out samples say of each weight of a path.</summary>
internal readonly record struct HeldLosses(double[] Means, double[] StandardErrors, int Best, int OneStandardError);

/// <summary>Cross-validation of any path: one task a fold, so any number of threads gives the same bits.</summary>
internal static class CrossValidation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static (TPath Path, HeldLosses Losses) Run<TTarget, TPath>(string operation, Design<T> design, Tensor<TTarget> targets, PathGrid? grid, CrossValidationOptions? validation, SparseOptions? options, ComputeContext? context, PathFit<T, TTarget, TPath> fit, HeldLoss<T, TTarget> loss)
        where TTarget : unmanaged
        where TPath : ISparsePath<T>
    {
        validation ??= new CrossValidationOptions();
        options ??= new SparseOptions();
        ArgumentNullException.ThrowIfNull(design);
        if (design.Samples < validation.Folds)
            throw new ArgumentOutOfRangeException(nameof(validation), validation.Folds, $"{operation}: there are more folds than the {design.Samples} samples.");
        TPath whole = fit(design, targets, grid, options, context);
        IReadOnlyList<double> lambdas = whole.Lambdas;
        int[] order = new Philox(validation.Seed).Permutation(design.Samples).ToArray();
        var losses = new double[validation.Folds][];
        var weights = new double[validation.Folds];
        ParallelLoop.For(validation.Folds, Judge, context);
        return (whole, Summary(losses, weights, lambdas.Count));

        // The loss on one fold of the models fitted to the others, and the fold's weight.
        void Judge(int fold)
        {
            int[] held = [.. order.Where((_, i) => i % validation.Folds == fold)], kept = [.. order.Where((_, i) => i % validation.Folds != fold)];
            IReadOnlyList<double>? sampleWeights = options.SampleWeights;
            IReadOnlyList<double>? offsets = options.Offsets;
            SparseOptions inner = options with { Progress = null, SampleWeights = Of(sampleWeights, kept), Offsets = Of(offsets, kept) };
            Tensor<T>? known = offsets is null ? null : Tensor.From(Array.ConvertAll(held, i => T.CreateChecked(offsets[i])));
            TPath path = fit(design.Rows(kept), targets.Take(kept, 0), new PathGrid { Lambdas = lambdas }, inner, ComputeContext.SingleThread);
            Design<T> rest = design.Rows(held);
            Tensor<TTarget> truth = targets.Take(held, 0);
            foreach (int i in held)
                weights[fold] += sampleWeights?[i] ?? 1;
            losses[fold] = new double[lambdas.Count];
            for (int k = 0; k < lambdas.Count; k++)
            {
                // A cancelled fold judges the remaining weights by its last model.
                Tensor<T> predictors = path.Decision(Math.Min(k, path.Lambdas.Count - 1), rest, known);
                for (int i = 0; i < held.Length; i++)
                    losses[fold][k] += (sampleWeights?[held[i]] ?? 1) * loss(predictors, truth, i) / (weights[fold] > 0 ? weights[fold] : 1);
            }
        }
    }

    private static double[]? Of(IReadOnlyList<double>? numbers, int[] samples) => numbers is null ? null : Array.ConvertAll(samples, i => numbers[i]);

    private static HeldLosses Summary(double[][] losses, double[] weights, int count)
    {
        var means = new double[count];
        var errors = new double[count];
        double total = weights.Sum();
        for (int k = 0; k < count; k++)
        {
            double square = 0;
            for (int fold = 0; fold < losses.Length; fold++)
                means[k] += losses[fold][k] * weights[fold] / total;
            for (int fold = 0; fold < losses.Length; fold++)
                square += weights[fold] / total * (losses[fold][k] - means[k]) * (losses[fold][k] - means[k]);
            errors[k] = Math.Sqrt(square / (losses.Length - 1));
        }

        int best = InformationCriteria.Least(means);
        return new HeldLosses(means, errors, best, Array.FindIndex(means, mean => mean <= means[best] + errors[best]));
    }
}
