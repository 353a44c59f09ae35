using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>On a torus, the copies of points that lie nearest to a given one: in every coordinate, shifted by whole periods.</summary>
internal static class NearestImages
{
    /// <summary>Writes the copies, coordinate by coordinate, as many apart as there are.</summary>
    public static void Of<T>(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, T period, int count, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T inverse = T.One / period;
        for (int k = 0; k < source.Length; k++)
        {
            T x = source[k];
            ReadOnlySpan<T> from = targets.Slice(checked(k * stride), count);
            Span<T> to = destination.Slice(k * count, count);
            for (int j = 0; j < count; j++)
                to[j] = from[j] + (period * T.Round((x - from[j]) * inverse));
        }
    }

    /// <summary>A period as an option.</summary>
    public static T Check<T>(double period, string owner) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CreateTruncating(SolverOption.Positive(period, owner, nameof(period)));
}
