using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.OptimalTransport;

/// <summary>Checks of measures on the line and the circle.</summary>
internal static class LineGuard
{
    /// <summary>Checks positions: a vector, not empty, finite.</summary>
    public static void Points<T>(Tensor<T> points, string operation, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(points, name);
        if (points.Rank != 1 || points.Length == 0)
            throw new ShapeMismatchException(operation, $"{name} has the shape {points.Shape}; a vector of at least one position is asked for.", name);
        Finite(points, operation, name);
    }

    /// <summary>Checks a batch of positions: a matrix, not empty, finite.</summary>
    public static void Batch<T>(Tensor<T> points, string operation, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(points, name);
        if (points.Rank != 2 || points.Shape[1] == 0)
            throw new ShapeMismatchException(operation, $"{name} has the shape {points.Shape}; a matrix with at least one position in a row is asked for.", name);
        Finite(points, operation, name);
    }

    /// <summary>Checks that every element is finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Finite<T>(Tensor<T> points, string operation, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> elements = points.Contiguous().AsSpan();
        for (int i = 0; i < elements.Length; i++)
        {
            if (!T.IsFinite(elements[i]))
                throw new ArgumentOutOfRangeException(name, elements[i], $"{operation}: element {i} of {name}, of shape {points.Shape}, is not finite.");
        }
    }

    /// <summary>Checks masses and brings both sides to one total; null stands for the uniform distribution and stays null if both are.</summary>
    public static (double[]? Source, double[]? Target, double Total, double Defect) Masses<T>(int n, int m, Tensor<T>? source, Tensor<T>? target, string operation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (source is null && target is null)
            return (null, null, 1, 0);
        Masses masses = OptimalTransport.Masses.Balanced(n, m, source, target, operation);
        return (source is null ? null : masses.Source, target is null ? null : masses.Target, masses.Total, masses.Defect);
    }

    /// <summary>Checks the power of a cost.</summary>
    public static double Power(double power)
    {
        if (!(power >= 1 && double.IsFinite(power)))
            throw new ArgumentOutOfRangeException(nameof(power), power, "The cost |x − y|^p is convex for finite p of at least 1.");
        return power;
    }
}
