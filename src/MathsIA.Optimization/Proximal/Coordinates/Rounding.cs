using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>How far rounding may carry a point out of a set that it belongs to.</summary>
internal static class Rounding<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The distance from 1 to the next number.</summary>
    public static readonly T Epsilon = T.BitIncrement(T.One) - T.One;

    /// <summary>A few roundings above 1: what a bound is multiplied by.</summary>
    public static readonly T Above = T.One + (T.CreateTruncating(16) * Epsilon);

    /// <summary>The rounding of a sum of many terms, relative to the sum of their magnitudes.</summary>
    public static T OfSum(int count) => T.CreateTruncating(16 + Math.Sqrt(count)) * Epsilon;

    /// <summary>0 for true, +∞ for false.</summary>
    public static T Indicator(bool inside) => inside ? T.Zero : T.PositiveInfinity;
}
