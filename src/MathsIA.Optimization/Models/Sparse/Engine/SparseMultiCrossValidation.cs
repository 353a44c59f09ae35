using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Cross-validation of models with several outputs.</summary>
internal static class SparseMultiCrossValidation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static MultiCrossValidationResult<T> Run<TTarget>(string operation, Design<T> design, Tensor<TTarget> targets, PathGrid? grid, CrossValidationOptions? validation, SparseOptions? options, ComputeContext? context, PathFit<T, TTarget, SparseMultiPath<T>> fit, HeldLoss<T, TTarget> loss)
        where TTarget : unmanaged
    {
        (SparseMultiPath<T> path, HeldLosses losses) = CrossValidation<T>.Run(operation, design, targets, grid, validation, options, context, fit, loss);
        return new MultiCrossValidationResult<T>
        {
            Path = path,
            MeanLosses = losses.Means,
            StandardErrors = losses.StandardErrors,
            BestIndex = losses.Best,
            OneStandardErrorIndex = losses.OneStandardError,
        };
    }

    /// <summary>The squared error of a sample, over all outputs.</summary>
    public static double Squares(Tensor<T> predictors, Tensor<T> targets, int sample)
    {
        double sum = 0;
        for (int k = 0; k < targets.Shape[1]; k++)
        {
            double rest = double.CreateChecked(targets[sample, k] - predictors[sample, k]);
            sum += rest * rest;
        }

        return sum;
    }

    /// <summary>Twice the negative log-likelihood of a sample's class.</summary>
    public static double Deviance(Tensor<T> predictors, Tensor<int> classes, int sample)
    {
        double largest = double.NegativeInfinity, sum = 0;
        for (int k = 0; k < predictors.Shape[1]; k++)
            largest = Math.Max(largest, double.CreateChecked(predictors[sample, k]));
        for (int k = 0; k < predictors.Shape[1]; k++)
            sum += Math.Exp(double.CreateChecked(predictors[sample, k]) - largest);
        return 2 * (largest + Math.Log(sum) - double.CreateChecked(predictors[sample, classes[sample]]));
    }
}
