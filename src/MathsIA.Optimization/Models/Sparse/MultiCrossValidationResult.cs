using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>How well the models of a path with several outputs predict samples they were not fitted to.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record MultiCrossValidationResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The path fitted to all samples.</summary>
    public required SparseMultiPath<T> Path { get; init; }

    /// <summary>The mean loss on held-out samples at each weight: squared error of all outputs without the factor ½, or twice the negative
    /// log-likelihood.</summary>
    public required IReadOnlyList<double> MeanLosses { get; init; }

    /// <summary>The standard error of each mean, from the spread of the folds.</summary>
    public required IReadOnlyList<double> StandardErrors { get; init; }

    /// <summary>The place of the least mean loss.</summary>
    public required int BestIndex { get; init; }

    /// <summary>The place of the largest weight whose loss is within one standard error of the least: fewer coefficients, about as good.</summary>
    public required int OneStandardErrorIndex { get; init; }

    /// <summary>The model with the least mean loss, fitted to all samples.</summary>
    public SparseMultiModel<T> Best => Path[BestIndex];

    /// <summary>The sparsest model within one standard error, fitted to all samples.</summary>
    public SparseMultiModel<T> OneStandardError => Path[OneStandardErrorIndex];
}
