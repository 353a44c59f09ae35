using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Operators;

/// <summary>Checks shared by the constructors of operators.</summary>
internal static class OperatorGuard
{
    /// <summary>The argument, which must not be null: usable before the base constructor runs.</summary>
    public static TValue NotNull<TValue>(TValue? value, [CallerArgumentExpression(nameof(value))] string name = "") where TValue : class =>
        value ?? throw new ArgumentNullException(name);

    /// <summary>The operators of a list, copied; there must be at least one and none null.</summary>
    public static ILinearOperator<T>[] Copy<T>(ReadOnlySpan<ILinearOperator<T>> operators, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (operators.IsEmpty)
            throw new ArgumentException($"{operation}: at least one operator is needed.", nameof(operators));
        foreach (ILinearOperator<T> op in operators)
            ArgumentNullException.ThrowIfNull(op, nameof(operators));
        return operators.ToArray();
    }

    /// <summary>The shape, whose rank must lie between 1 and <paramref name="most"/>.</summary>
    public static Shape OfRank(Shape shape, int most, string operation, string name = "shape") => shape.Rank >= 1 && shape.Rank <= most
        ? shape
        : throw new ShapeMismatchException(operation, $"{name} {shape} has {shape.Rank} axes; 1 to {most} are supported.", name);
}
