using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>Costs kept as a matrix.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class DenseCost<T> : ICostGeometry<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _costs;

    /// <summary>Takes the costs from a matrix.</summary>
    /// <param name="costs">The matrix C, sources by targets: shared if contiguous, copied if strided. Entries are finite or +∞; +∞ forbids the arc.</param>
    /// <exception cref="ArgumentNullException">The matrix is null.</exception>
    /// <exception cref="ShapeMismatchException">It is not a matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An entry is NaN or −∞.</exception>
    public DenseCost(Tensor<T> costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        if (costs.Rank != 2)
            throw new ShapeMismatchException($"DenseCost: costs has the shape {costs.Shape}; a matrix is asked for.");
        _costs = costs.IsContiguous ? costs : costs.Clone();
        ReadOnlySpan<T> entries = _costs.AsSpan();
        // The least entry, NaN if there is one, tells that all is well without looking at each.
        if (entries.IsEmpty || TensorPrimitives.Min(entries) > T.NegativeInfinity)
            return;
        for (int i = 0; i < entries.Length; i++)
        {
            if (!(entries[i] > T.NegativeInfinity))
                throw new ArgumentOutOfRangeException(nameof(costs), entries[i], $"DenseCost: the entry at ({i / Columns}, {i % Columns}) of costs, of shape {costs.Shape}, is neither finite nor +∞.");
        }
    }

    /// <inheritdoc/>
    public int Rows => _costs.Shape[0];

    /// <inheritdoc/>
    public int Columns => _costs.Shape[1];

    /// <inheritdoc/>
    public T Entry(int row, int column)
    {
        CostGuard.Stretch(this, row, column, 1);
        return _costs.AsSpan()[(row * Columns) + column];
    }

    /// <inheritdoc/>
    public ReadOnlySpan<T> Row(int row, int column, Span<T> buffer)
    {
        CostGuard.Stretch(this, row, column, buffer.Length);
        return _costs.AsSpan().Slice((row * Columns) + column, buffer.Length);
    }
}
