using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Optimization;

/// <summary>Checks at the public boundary, each naming the operation, the argument and what was given.</summary>
internal static class Guard
{
    public static double Positive(double value, string operation, [CallerArgumentExpression(nameof(value))] string paramName = "") =>
        double.IsFinite(value) && value > 0 ? value
            : throw new ArgumentOutOfRangeException(paramName, value, $"{operation}: the value must be positive and finite.");

    public static double NonNegative(double value, string operation, [CallerArgumentExpression(nameof(value))] string paramName = "") =>
        double.IsFinite(value) && value >= 0 ? value
            : throw new ArgumentOutOfRangeException(paramName, value, $"{operation}: the value must be at least 0 and finite.");

    public static double FiniteNumber(double value, string operation, [CallerArgumentExpression(nameof(value))] string paramName = "") =>
        double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(paramName, value, $"{operation}: the value must be finite.");

    public static double InUnitInterval(double value, string operation, [CallerArgumentExpression(nameof(value))] string paramName = "") =>
        value is >= 0 and < 1 ? value
            : throw new ArgumentOutOfRangeException(paramName, value, $"{operation}: the value must be at least 0 and below 1.");

    public static double Fraction(double value, string operation, [CallerArgumentExpression(nameof(value))] string paramName = "") =>
        value is > 0 and < 1 ? value
            : throw new ArgumentOutOfRangeException(paramName, value, $"{operation}: the value must be above 0 and below 1.");

    public static int AtLeastOne(int value, string operation, [CallerArgumentExpression(nameof(value))] string paramName = "") =>
        value >= 1 ? value
            : throw new ArgumentOutOfRangeException(paramName, value, $"{operation}: the value must be at least 1.");

    public static void Rank<T>(Tensor<T> tensor, int rank, string operation, [CallerArgumentExpression(nameof(tensor))] string paramName = "") where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor, paramName);
        if (tensor.Rank != rank)
            throw new ShapeMismatchException(operation, $"{paramName} has the shape {tensor.Shape}; rank {rank} is asked for.", paramName);
    }

    public static void Shape<T>(Tensor<T> tensor, Shape shape, string operation, [CallerArgumentExpression(nameof(tensor))] string paramName = "") where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor, paramName);
        if (tensor.Shape != shape)
            throw new ShapeMismatchException(operation, $"{paramName} has the shape {tensor.Shape}; {shape} is asked for.", paramName);
    }

    /// <summary>Checks where a result will be written.</summary>
    public static void Destination<T>(Tensor<T> destination, Shape shape, string operation, [CallerArgumentExpression(nameof(destination))] string paramName = "") where T : unmanaged
    {
        Shape(destination, shape, operation, paramName);
        if (!destination.IsContiguous)
            throw new ArgumentException($"{operation}: {paramName} of shape {shape} is strided; a contiguous tensor is asked for.", paramName);
    }

    public static void Finite<T>(Tensor<T> tensor, string operation, [CallerArgumentExpression(nameof(tensor))] string paramName = "")
        where T : unmanaged, INumberBase<T>
    {
        T[] elements = tensor.ToArray();
        int bad = Array.FindIndex(elements, element => !T.IsFinite(element));
        if (bad >= 0)
            throw new ArgumentOutOfRangeException(paramName, elements[bad], $"{operation}: element {bad} of {paramName}, of shape {tensor.Shape}, is not finite.");
    }
}
