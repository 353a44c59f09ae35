using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>How sure the parameters of a least-squares fit are.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record FitCovariance<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The covariance of the parameters: [n, n]; all +∞ where the data do not determine every one of them.</summary>
    public required Tensor<T> Matrix { get; init; }

    /// <summary>The standard error of each parameter, the square root of the diagonal: [n].</summary>
    public required Tensor<T> StandardErrors { get; init; }

    /// <summary>The variance of a residual: <c>‖r‖²/(m − n)</c>, or 1 where the residuals are in units of their known errors.</summary>
    public required T Variance { get; init; }

    /// <summary>The residuals more than there are parameters, <c>m − n</c>.</summary>
    public required int DegreesOfFreedom { get; init; }
}
