using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Cross-validation of single-output models.</summary>
internal static class SparseCrossValidation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static CrossValidationResult<T> Run(SparseSpec spec, Design<T> design, Tensor<T> targets, PathGrid? grid, CrossValidationOptions? validation, SparseOptions? options, ComputeContext? context, CancellationToken cancellationToken, (int[] Starts, int[] Members)? groups = null) =>
        Run(spec, design, targets, grid, validation, options, context, (x, y, weights, limits, threads) => SparseFit<T>.Path(spec, x, y, weights, limits, threads, cancellationToken, groups));

    public static CrossValidationResult<T> Run(SparseSpec spec, Design<T> design, Tensor<T> targets, PathGrid? grid, CrossValidationOptions? validation, SparseOptions? options, ComputeContext? context, PathFit<T, T, SparsePath<T>> fit)
    {
        SparseArguments.Targets(design, targets, spec.Operation);
        (SparsePath<T> path, HeldLosses losses) = CrossValidation<T>.Run(spec.Operation, design, targets, grid, validation, options, context, fit,
            (predictors, truth, i) => Loss(spec.Loss, double.CreateChecked(truth[i]), double.CreateChecked(predictors[i])));
        return new CrossValidationResult<T>
        {
            Path = path,
            MeanLosses = losses.Means,
            StandardErrors = losses.StandardErrors,
            BestIndex = losses.Best,
            OneStandardErrorIndex = losses.OneStandardError,
        };
    }

    private static double Loss(SparseLoss loss, double y, double eta) => loss switch
    {
        SparseLoss.Logistic => 2 * ((y * eta > 0 ? 0 : -y * eta) + double.LogP1(Math.Exp(-Math.Abs(eta)))),
        SparseLoss.Poisson => 2 * (Math.Exp(eta) - (y * eta)),
        _ => (y - eta) * (y - eta),
    };
}
