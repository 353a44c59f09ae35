using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Optimization;

/// <summary>What the epigraphs of norms share: a point is (x, t), with the bound t last.</summary>
internal static class EpigraphPoint
{
    /// <summary>Checks that there is a bound.</summary>
    public static void NotEmpty<T>(IProximable<T> function, ReadOnlySpan<T> x, [CallerArgumentExpression(nameof(x))] string paramName = "") where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.IsEmpty)
            throw new ShapeMismatchException(ProximalGuard.Name(function), $"{paramName} has no element; the bound is one.", paramName);
    }

    /// <summary>0 where the norm is at most the bound up to rounding, else +∞.</summary>
    public static T Contains<T>(T norm, T bound, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Rounding<T>.Indicator(norm - bound <= Rounding<T>.OfSum(length) * (norm + T.Abs(bound)));
}
