using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The strong convexity that a function itself knows.</summary>
internal static class StrongConvexityOf
{
    public static T? Function<T>(IProximable<T> function) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T? known = function switch
        {
            IStronglyConvex<T> strong => strong.StrongConvexity,
            ISmoothFunction<T> smooth => smooth.StrongConvexity,
            _ => null,
        };
        return known is { } mu && mu > T.Zero && T.IsFinite(mu) ? mu : null;
    }
}
