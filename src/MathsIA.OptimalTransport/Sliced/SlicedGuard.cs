using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Checks of sliced distances.</summary>
internal static class SlicedGuard
{
    public static void Operands<T>(Tensor<T>? points, Tensor<T>? directions, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(directions);
        if (points.Rank != 2 || directions.Rank != 2 || directions.Shape[1] != length)
            throw new ShapeMismatchException("Slicing", $"points has the shape {points.Shape} and directions {directions.Shape}; one point and one direction a row are asked for, directions of {length} coordinates.", nameof(directions));
    }

    public static void Slopes<T>(Tensor<T> points, Tensor<T> directions, Tensor<T> slopes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(directions);
        ArgumentNullException.ThrowIfNull(slopes);
        if (points.Rank != 2 || directions.Rank != 2 || slopes.Rank != 2 || slopes.Shape[0] != directions.Shape[0] || slopes.Shape[1] != points.Shape[0])
            throw new ShapeMismatchException("Slicing", $"slopes has the shape {slopes.Shape}; one row for each of the directions {directions.Shape} and one column for each of the points {points.Shape} are asked for.", nameof(slopes));
    }

    public static void Clouds<T>(Tensor<T> x, Tensor<T> y, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Cloud(x, operation, nameof(x));
        Cloud(y, operation, nameof(y));
        if (x.Shape[1] != y.Shape[1])
            throw new ShapeMismatchException(operation, $"x has the shape {x.Shape} and y {y.Shape}; as many coordinates are asked for.", nameof(y));
    }

    private static void Cloud<T>(Tensor<T> points, string operation, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(points, name);
        if (points.Rank != 2 || points.Shape[0] == 0 || points.Shape[1] == 0)
            throw new ShapeMismatchException(operation, $"{name} has the shape {points.Shape}; one point a row is asked for, at least one, with at least one coordinate.", name);
        LineGuard.Finite(points, operation, name);
    }
}
