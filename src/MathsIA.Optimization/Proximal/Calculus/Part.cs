using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>What calculus asks of the functions it is given.</summary>
internal static class Part
{
    /// <summary>The conjugate's value of a part, which must be known.</summary>
    public static T Conjugate<T>(IProximable<T> part, ReadOnlySpan<T> u, object whole) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        part.AsConjugable() is { } conjugable ? conjugable.ConjugateValue(u)
            : throw new NotSupportedException($"{ProximalGuard.Name(whole)}: the conjugate of {ProximalGuard.Name(part)} is not known.");

    /// <summary>A part that must be convex.</summary>
    public static TFunction Convex<TFunction, T>(TFunction part, string operation, string paramName = "function")
        where TFunction : class, IProximable<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(part, paramName);
        return part.Traits.Has(FunctionTraits.Convex) ? part
            : throw new ArgumentException($"{operation}: {ProximalGuard.Name(part)} is not known to be convex.", paramName);
    }
}
