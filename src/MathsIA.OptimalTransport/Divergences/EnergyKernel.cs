using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>The energy kernel <c>−‖x − y‖</c>: conditionally positive definite, without a bandwidth to choose.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public readonly record struct EnergyKernel<T> : IKernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Values(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination)
    {
        default(EuclideanCost<T>).Costs(source, targets, stride, destination);
        TensorPrimitives.Negate(destination, destination);
    }

    /// <inheritdoc/>
    /// <remarks><c>∇_x k = −(x − y)/‖x − y‖</c>, and 0 where x = y.</remarks>
    public void AddGradient(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, ReadOnlySpan<T> weights, Span<double> gradient)
    {
        using var shares = new MathsIA.Execution.Workspace<T>(weights.Length);
        default(EuclideanCost<T>).Costs(source, targets, stride, shares.Span);
        WeightedDifferences.Divide(weights, shares.Span);
        WeightedDifferences.Add<T>(source, targets, stride, shares.Span, -1, gradient);
    }
}
