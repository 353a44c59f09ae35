using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>What the penalties share.</summary>
internal static class Penalties
{
    /// <summary>One and a few roundings: a correlation scaled to its limit may land that far above it.</summary>
    public static T Slack<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One + (T.CreateChecked(8) * Vectors.Epsilon<T>());

    /// <summary>Moves z towards zero by a threshold.</summary>
    public static T Shrink<T>(T z, T threshold) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CopySign(T.Max(T.Abs(z) - threshold, T.Zero), z);
}
