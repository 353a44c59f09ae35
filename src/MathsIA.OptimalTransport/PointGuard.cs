using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Checks of clouds of points.</summary>
internal static class PointGuard
{
    /// <summary>The points as contiguous doubles; they must be a matrix, one finite point a row, of <paramref name="dimension"/> coordinates if that is not negative.</summary>
    public static Tensor<double> Check<T>(Tensor<T> points, string operation, string name, int dimension = -1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(points, name);
        if (points.Rank != 2 || points.Shape[0] == 0)
            throw new ShapeMismatchException($"{operation}: {name} has the shape {points.Shape}; one point a row, and at least one, is asked for.");
        if (dimension >= 0 && points.Shape[1] != dimension)
            throw new ShapeMismatchException($"{operation}: {name} has the shape {points.Shape}; points of {dimension} coordinates are asked for.");
        Tensor<double> result = typeof(T) == typeof(double) ? (Tensor<double>)(object)points.Contiguous() : points.To<double>();
        if (result.AsSpan().ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
            throw new ArgumentOutOfRangeException(name, $"{operation}: a coordinate of {name}, of shape {points.Shape}, is not finite.");
        return result;
    }

    /// <summary>Checks that points are a matrix of finite numbers; it may have no rows.</summary>
    public static void Finite<T>(Tensor<T> points, string operation, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(points, name);
        if (points.Rank != 2)
            throw new ShapeMismatchException($"{operation}: {name} has the shape {points.Shape}; one point a row is asked for.");
        LineGuard.Finite(points, operation, name);
    }

    /// <summary>Checks particles and the place for their gradient.</summary>
    public static void Gradient<T>(Tensor<T> positions, Tensor<T> gradient, int dimension, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(positions, operation, nameof(positions), dimension);
        ArgumentNullException.ThrowIfNull(gradient);
        if (gradient.Shape != positions.Shape || !gradient.IsContiguous)
            throw new ShapeMismatchException($"{operation}: gradient has the shape {gradient.Shape}; a contiguous one of the shape {positions.Shape} is asked for.");
    }
}
