using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Points with masses.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record DiscreteMeasure<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Takes points and masses.</summary>
    /// <param name="points">The points, one a row; a vector for points on the line.</param>
    /// <param name="masses">The masses, one a point, at least 0; null for the uniform distribution.</param>
    /// <exception cref="ArgumentNullException">The points are null.</exception>
    /// <exception cref="ShapeMismatchException">The points are neither a vector nor a matrix, there are none, or not as many masses.</exception>
    public DiscreteMeasure(Tensor<T> points, Tensor<T>? masses = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Rank is < 1 or > 2 || points.Shape[0] == 0)
            throw new ShapeMismatchException($"DiscreteMeasure: points has the shape {points.Shape}; one point a row, and at least one, is asked for.");
        if (masses is not null && (masses.Rank != 1 || masses.Length != points.Shape[0]))
            throw new ShapeMismatchException($"DiscreteMeasure: masses has the shape {masses.Shape}; {points.Shape[0]} masses are asked for.");
        (Points, Masses) = (points.Rank == 1 ? points.Unsqueeze(1) : points, masses);
    }

    /// <summary>The points, one a row.</summary>
    public Tensor<T> Points { get; }

    /// <summary>The masses; null for the uniform distribution.</summary>
    public Tensor<T>? Masses { get; }

    /// <summary>How many points.</summary>
    public int Count => Points.Shape[0];

    /// <summary>How many coordinates.</summary>
    public int Dimension => Points.Shape[1];

    /// <summary>Whether all masses are equal.</summary>
    public bool IsUniform
    {
        get
        {
            if (Masses is null)
                return true;
            foreach (T mass in Masses.Contiguous().AsSpan())
            {
                if (mass != Masses[0])
                    return false;
            }

            return true;
        }
    }
}
