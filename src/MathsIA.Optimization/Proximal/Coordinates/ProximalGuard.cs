using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MathsIA.Optimization;

/// <summary>The checks that every proximable function makes, each naming the operation and the argument at fault.</summary>
internal static class ProximalGuard
{
    /// <summary>Checks a point.</summary>
    public static void Point<T>(IProximable<T> function, ReadOnlySpan<T> x, int? length, [CallerArgumentExpression(nameof(x))] string paramName = "") where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (length is { } expected && x.Length != expected)
            throw new ShapeMismatchException(Name(function), $"{paramName} has {x.Length} elements; {expected} are asked for.", paramName);
    }

    /// <summary>Checks the arguments of a prox.</summary>
    public static void Prox<T>(IProximable<T> function, ReadOnlySpan<T> x, T step, Span<T> destination, int? length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Point(function, x, length);
        if (!(step > T.Zero && T.IsFinite(step)))
            throw new ArgumentOutOfRangeException(nameof(step), step, $"{Name(function)}: the step must be positive and finite.");
        Destination(function, x, destination);
    }

    /// <summary>Checks the arguments of a prox with a step for each coordinate.</summary>
    public static void Prox<T>(IProximable<T> function, ReadOnlySpan<T> x, ReadOnlySpan<T> steps, Span<T> destination, int? length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Point(function, x, length);
        if (steps.Length != x.Length)
            throw new ShapeMismatchException(Name(function), $"steps has {steps.Length} elements; x has {x.Length}.", nameof(steps));
        if (!steps.IsEmpty && !(TensorPrimitives.Min(steps) > T.Zero && T.IsFinite(TensorPrimitives.Max(steps))))
        {
            int bad = 0;
            while (steps[bad] > T.Zero && T.IsFinite(steps[bad]))
                bad++;
            throw new ArgumentOutOfRangeException(nameof(steps), steps[bad], $"{Name(function)}: step {bad} must be positive and finite.");
        }

        Destination(function, x, destination);
        if (destination.Overlaps(steps))
            throw new ArgumentException($"{Name(function)}: the destination overlaps the steps.", nameof(destination));
    }

    /// <summary>Checks a vector of weights.</summary>
    public static Tensor<T> NonNegative<T>(Tensor<T> values, string operation, [CallerArgumentExpression(nameof(values))] string paramName = "") where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Each(values, value => value >= T.Zero && T.IsFinite(value), "at least 0 and finite", operation, paramName);

    /// <summary>Checks a vector of numbers that must be positive.</summary>
    public static Tensor<T> Positive<T>(Tensor<T> values, string operation, [CallerArgumentExpression(nameof(values))] string paramName = "") where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Each(values, value => value > T.Zero && T.IsFinite(value), "positive and finite", operation, paramName);

    /// <summary>Checks a vector of numbers.</summary>
    public static Tensor<T> Finite<T>(Tensor<T> values, string operation, [CallerArgumentExpression(nameof(values))] string paramName = "") where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Each(values, T.IsFinite, "finite", operation, paramName);

    /// <summary>Checks that no number is NaN; infinities are meant.</summary>
    public static Tensor<T> NotNaN<T>(Tensor<T> values, string operation, [CallerArgumentExpression(nameof(values))] string paramName = "") where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Each(values, value => !T.IsNaN(value), "a number", operation, paramName);

    /// <summary>Checks a number.</summary>
    public static double Finite(double value, string operation, [CallerArgumentExpression(nameof(value))] string paramName = "") =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(paramName, value, $"{operation}: the value must be finite.");

    /// <summary>Checks that every element is as it must be.</summary>
    public static Tensor<T> Each<T>(Tensor<T> values, Func<T, bool> holds, string rule, string operation, string paramName) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(values, paramName);
        T[] elements = values.ToArray();
        int bad = Array.FindIndex(elements, element => !holds(element));
        return bad < 0 ? values
            : throw new ArgumentOutOfRangeException(paramName, elements[bad], $"{operation}: element {bad} of {paramName}, of shape {values.Shape}, must be {rule}.");
    }

    /// <summary>The name of a function's type, as a message shows it.</summary>
    public static string Name(object function) => function.GetType().Name.Split('`')[0];

    private static void Destination<T>(IProximable<T> function, ReadOnlySpan<T> x, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (destination.Length != x.Length)
            throw new ShapeMismatchException(Name(function), $"destination has {destination.Length} elements; x has {x.Length}.", nameof(destination));
        if (destination.Overlaps(x, out int offset) && offset != 0)
            throw new ArgumentException($"{Name(function)}: the destination overlaps x without being the same memory.", nameof(destination));
    }
}
