using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The conjugate of a function, where it is known.</summary>
internal static class ConjugateOf
{
    public static IConjugable<T>? Function<T>(IProximable<T> function) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        function is IMayBeConjugable { IsConjugateKnown: false } ? null : function as IConjugable<T>;
}
