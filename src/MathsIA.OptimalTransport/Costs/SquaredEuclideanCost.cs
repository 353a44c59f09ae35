using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>The squared distance <c>‖x − y‖²</c>, the cost of Wasserstein-2 and of Brenier's theorem.</summary>
/// <remarks>Computed from differences, coordinate by coordinate: no cancellation far from the origin.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public readonly record struct SquaredEuclideanCost<T> : IDifferentiableCost<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Costs(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination) =>
        CoordinateSum.Run<T, Square>(source, targets, stride, destination);

    /// <inheritdoc/>
    /// <remarks><c>∇_x c = 2 (x − y)</c>.</remarks>
    public void AddGradient(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, ReadOnlySpan<T> weights, Span<double> gradient) =>
        WeightedDifferences.Add(source, targets, stride, weights, 2, gradient);

    private readonly struct Square : ICoordinateTerm<T>
    {
        public static Vector<T> Of(Vector<T> difference) => difference * difference;

        public static T Of(T difference) => difference * difference;
    }
}
