using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>One axis of a grid: the costs from each of its source places to each of its target places.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class GridAxis<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>An axis with any costs.</summary>
    /// <param name="costs">The costs, source places by target places, finite or +∞.</param>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ShapeMismatchException">They are not a matrix with at least one row and column.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An entry is NaN or −∞.</exception>
    public GridAxis(Tensor<T> costs)
    {
        Forward = new DenseCost<T>(costs);
        if (Forward.Rows == 0 || Forward.Columns == 0)
            throw new ShapeMismatchException($"GridAxis: costs has the shape {costs.Shape}; at least one place is asked for.");
        Backward = new DenseCost<T>(costs.Transpose().Clone());
        Range = CostRange.Of(Forward);
    }

    /// <summary>How many places the sources have on this axis.</summary>
    public int Sources => Forward.Rows;

    /// <summary>How many places the targets have on this axis.</summary>
    public int Targets => Forward.Columns;

    internal DenseCost<T> Forward { get; }

    internal DenseCost<T> Backward { get; }

    internal CostRange Range { get; }

    /// <summary>An axis of evenly spaced places with the cost <c>|x_i − x_j|^power</c>.</summary>
    /// <param name="length">How many places, at least 1.</param>
    /// <param name="spacing">How far one place is from the next, positive: <c>1/length</c> for the unit interval.</param>
    /// <param name="power">The power, positive: 2 for squared distances.</param>
    /// <param name="periodic">Whether the axis is closed to a circle of the length <c>length · spacing</c>: distances go the shorter way round.</param>
    /// <returns>The axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1, or the spacing or power not positive and finite.</exception>
    public static GridAxis<T> Regular(int length, double spacing, double power = 2, bool periodic = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (!(spacing > 0 && double.IsFinite(spacing)))
            throw new ArgumentOutOfRangeException(nameof(spacing), spacing, "GridAxis: the spacing must be positive and finite.");
        if (!(power > 0 && double.IsFinite(power)))
            throw new ArgumentOutOfRangeException(nameof(power), power, "GridAxis: the power must be positive and finite.");
        Tensor<T> costs = Tensor.Zeros<T>(length, length);
        Span<T> entries = costs.AsSpan();
        for (int i = 0; i < length; i++)
        {
            for (int j = 0; j < length; j++)
            {
                int steps = Math.Abs(i - j);
                if (periodic)
                    steps = Math.Min(steps, length - steps);
                double distance = spacing * steps;
                entries[(i * length) + j] = T.CreateTruncating(power == 2 ? distance * distance : Math.Pow(distance, power));
            }
        }

        return new(costs);
    }
}
