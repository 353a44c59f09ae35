using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>The squared distance <c>‖x − y‖²</c>, the cost of Wasserstein-2 and of Brenier's theorem.</summary>
/// <remarks>Computed from differences, coordinate by coordinate: no cancellation far from the origin.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public readonly record struct SquaredEuclideanCost<T> : IGroundCost<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Costs(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination) =>
        CoordinateSum.Run<T, Square>(source, targets, stride, destination);

    private readonly struct Square : ICoordinateTerm<T>
    {
        public static Vector<T> Of(Vector<T> difference) => difference * difference;

        public static T Of(T difference) => difference * difference;
    }
}
