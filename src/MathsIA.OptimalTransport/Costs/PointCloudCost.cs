using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Costs between two clouds of points, computed when asked for: memory for the points alone.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <typeparam name="TCost">The cost between two points.</typeparam>
public sealed class PointCloudCost<T, TCost> : ICostGeometry<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TCost : struct, IGroundCost<T>
{
    private readonly Tensor<T> _sources;
    private readonly Tensor<T> _targets;
    private readonly TCost _cost;

    /// <summary>Takes the points.</summary>
    /// <param name="sources">The points x_i, one a row. Copied if strided.</param>
    /// <param name="targets">The points y_j, one a row, with as many coordinates. Copied, coordinate by coordinate.</param>
    /// <param name="cost">The cost between two points.</param>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">A cloud is not a matrix, or the numbers of coordinates differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public PointCloudCost(Tensor<T> sources, Tensor<T> targets, TCost cost = default)
    {
        PointGuard.Finite(sources, "PointCloudCost", nameof(sources));
        PointGuard.Finite(targets, "PointCloudCost", nameof(targets));
        if (sources.Shape[1] != targets.Shape[1])
            throw new ShapeMismatchException($"PointCloudCost: sources has the shape {sources.Shape} and targets {targets.Shape}; as many coordinates are asked for.");
        _sources = sources.IsContiguous ? sources : sources.Clone();
        _targets = targets.Transpose().Clone();
        _cost = cost;
    }

    /// <inheritdoc/>
    public int Rows => _sources.Shape[0];

    /// <inheritdoc/>
    public int Columns => _targets.Shape[1];

    /// <inheritdoc/>
    public T Entry(int row, int column)
    {
        T entry = default;
        Row(row, column, new Span<T>(ref entry));
        return entry;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<T> Row(int row, int column, Span<T> buffer)
    {
        CostGuard.Stretch(this, row, column, buffer.Length);
        int dimension = _sources.Shape[1];
        if (dimension == 0)
            buffer.Clear();
        else
            _cost.Costs(_sources.AsSpan().Slice(row * dimension, dimension), _targets.AsSpan()[column..], Columns, buffer);
        return buffer;
    }
}
