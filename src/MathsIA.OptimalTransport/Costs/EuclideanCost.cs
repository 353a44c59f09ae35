using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>The distance <c>‖x − y‖</c>, the cost of Wasserstein-1 (Monge's own).</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public readonly record struct EuclideanCost<T> : IGroundCost<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Costs(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination)
    {
        default(SquaredEuclideanCost<T>).Costs(source, targets, stride, destination);
        TensorPrimitives.Sqrt(destination, destination);
    }
}
