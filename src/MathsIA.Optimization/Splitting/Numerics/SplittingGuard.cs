using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>What the splitting methods ask of their functions, operators and starts.</summary>
internal static class SplittingGuard
{
    /// <summary>The name of a function's type, without the mark of its type parameters.</summary>
    public static string NameOf(object function)
    {
        string name = function.GetType().Name;
        int mark = name.IndexOf('`', StringComparison.Ordinal);
        return mark < 0 ? name : name[..mark];
    }

    public static void Convex<T>(IProximable<T> function, string method, [CallerArgumentExpression(nameof(function))] string paramName = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function, paramName);
        if (!function.Traits.HasFlag(FunctionTraits.Convex))
            throw new ArgumentException($"{method}: {NameOf(function)} is not known to be convex, which the method stands on.", paramName);
    }

    public static void Convex<T>(Composition<T> composed, string method, [CallerArgumentExpression(nameof(composed))] string paramName = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(composed, paramName);
        Convex(composed.Outer, method, paramName);
    }

    public static void Domain<T>(Composition<T> composed, Tensor<T> x0, string method) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x0);
        if (x0.Shape != composed.Operator.Domain)
            throw new ShapeMismatchException(method, $"the start has the shape {x0.Shape}; the operator acts on {composed.Operator.Domain}.", nameof(x0));
    }

    /// <summary>The functions of a sum: at least one, none null, all convex.</summary>
    public static IProximable<T>[] Convex<T>(IReadOnlyList<IProximable<T>> functions, string method) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(functions);
        if (functions.Count == 0)
            throw new ArgumentException($"{method}: there are no functions.", nameof(functions));
        foreach (IProximable<T> function in functions)
            Convex(function, method, nameof(functions));
        return [.. functions];
    }

    /// <summary>A bound on the norm of an operator: its own, or an estimate with its error added.</summary>
    public static T NormBound<T>(ILinearOperator<T> op, string method) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T bound = op.Norm.Bound;
        if (T.IsFinite(bound))
            return bound;
        var estimate = op.EstimateNorm();
        bound = estimate.Value + estimate.ErrorBound;
        return T.IsFinite(bound) ? T.CreateChecked(1.01) * bound
            : throw new ArgumentException($"{method}: the norm of the operator is not finite.", nameof(op));
    }

    public static double InOpenInterval(double value, double end, string operation) => value > 0 && value < end ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{operation}: the value must be above 0 and below {end}."));
}
