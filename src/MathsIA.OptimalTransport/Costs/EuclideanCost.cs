using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>The distance <c>‖x − y‖</c>, the cost of Wasserstein-1 (Monge's own).</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public readonly record struct EuclideanCost<T> : IDifferentiableCost<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Costs(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination)
    {
        default(SquaredEuclideanCost<T>).Costs(source, targets, stride, destination);
        TensorPrimitives.Sqrt(destination, destination);
    }

    /// <inheritdoc/>
    /// <remarks><c>∇_x c = (x − y)/‖x − y‖</c>, and 0, a subgradient, where x = y.</remarks>
    public void AddGradient(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, ReadOnlySpan<T> weights, Span<double> gradient)
    {
        using var shares = new MathsIA.Execution.Workspace<T>(weights.Length);
        Costs(source, targets, stride, shares.Span);
        WeightedDifferences.Divide(weights, shares.Span);
        WeightedDifferences.Add<T>(source, targets, stride, shares.Span, 1, gradient);
    }
}
