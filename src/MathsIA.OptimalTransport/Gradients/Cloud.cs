using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A cloud of points, checked, both point by point and coordinate by coordinate.</summary>
internal sealed class Cloud<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _points;
    private readonly T[] _coordinates;

    public Cloud(Tensor<T> points, string operation, string name)
    {
        ArgumentNullException.ThrowIfNull(points, name);
        if (points.Rank != 2)
            throw new ShapeMismatchException($"{operation}: {name} has the shape {points.Shape}; one point a row is asked for.");
        (Count, Dimension) = (points.Shape[0], points.Shape[1]);
        _points = points.ToArray();
        int bad = Array.FindIndex(_points, element => !T.IsFinite(element));
        if (bad >= 0)
            throw new ArgumentOutOfRangeException(name, _points[bad], $"{operation}: element {bad} of {name}, of shape {points.Shape}, is not finite.");
        _coordinates = points.Transpose().ToArray();
    }

    public int Count { get; }

    public int Dimension { get; }

    public ReadOnlySpan<T> Point(int i) => _points.AsSpan(i * Dimension, Dimension);

    /// <summary>All coordinates, the first of all points first, from point <paramref name="start"/> on.</summary>
    public ReadOnlySpan<T> From(int start) => Dimension == 0 ? default : _coordinates.AsSpan(start);

    public void MustMatch(Cloud<T> other, string operation, string name)
    {
        if (Dimension != other.Dimension)
            throw new ShapeMismatchException($"{operation}: {name} has {other.Dimension} coordinates a point where {Dimension} are asked for.");
    }
}
