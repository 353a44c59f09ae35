using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A discrete measure <c>Σ_i w_i δ(x_i)</c>: points, and how much mass each has.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Measure<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Takes points and weights.</summary>
    /// <param name="points">The support, one point a row, finite.</param>
    /// <param name="weights">The masses, at least 0 and finite, not all 0; null for the uniform distribution.</param>
    /// <exception cref="ArgumentNullException">The points are null.</exception>
    /// <exception cref="ShapeMismatchException">The points are not a matrix with at least one row, or there are not as many weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or a weight is negative or not finite.</exception>
    /// <exception cref="ArgumentException">There is no mass.</exception>
    public Measure(Tensor<T> points, Tensor<T>? weights = null)
    {
        PointGuard.Finite(points, "Measure", nameof(points));
        int count = points.Shape[0];
        if (count == 0)
            throw new ShapeMismatchException($"Measure: points has the shape {points.Shape}; at least one point is asked for.");
        double[] masses = OptimalTransport.Masses.Check(weights, count, "Measure", nameof(weights));
        Points = points;
        Weights = weights ?? Tensor.From(Array.ConvertAll(masses, T.CreateTruncating));
        Mass = masses.Sum();
    }

    /// <summary>The support, one point a row.</summary>
    public Tensor<T> Points { get; }

    /// <summary>The masses of the points.</summary>
    public Tensor<T> Weights { get; }

    /// <summary>The total mass.</summary>
    public double Mass { get; }

    /// <summary>How many points there are.</summary>
    public int Count => Points.Shape[0];

    /// <summary>How many coordinates a point has.</summary>
    public int Dimension => Points.Shape[1];

    /// <summary>The same measure with the total mass 1.</summary>
    /// <returns>The measure.</returns>
    public Measure<T> Normalized() => new(Points, Weights * T.CreateTruncating(1 / Mass));

    /// <summary>The costs to the points of another measure.</summary>
    /// <typeparam name="TCost">The cost between two points.</typeparam>
    /// <param name="other">The other measure, of the same dimension.</param>
    /// <param name="cost">The cost between two points.</param>
    /// <returns>The costs, computed when asked for.</returns>
    /// <exception cref="ArgumentNullException">The other measure is null.</exception>
    /// <exception cref="ShapeMismatchException">The dimensions differ.</exception>
    public PointCloudCost<T, TCost> CostTo<TCost>(Measure<T> other, TCost cost = default) where TCost : struct, IGroundCost<T>
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Points, other.Points, cost);
    }
}
