using System.Numerics;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>Each entry along an axis several times in a row: <c>a b</c> becomes <c>a a b b</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The variable to repeat.</param>
    /// <param name="count">How many times, at least 0.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A variable <paramref name="count"/> times as long along the axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, the count is negative, or the result would be too large.</exception>
    public static Variable<T> Repeat<T>(this Variable<T> x, int count, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = x.Shape;
        axis = shape.Axis(axis, nameof(axis));
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Shape whole = shape.With(axis, LongLength(shape.Lengths[axis], count, nameof(count)));
        return x.Unsqueeze(axis + 1).BroadcastTo(shape.Insert(axis + 1, count).Lengths).Reshape(whole.Lengths);
    }

    /// <summary>The whole several times along each axis: <c>a b</c> becomes <c>a b a b</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The variable to repeat.</param>
    /// <param name="counts">How many times along each axis, aligned at the last; each at least 0. More counts than axes make axes of length 1 in front.</param>
    /// <returns>A variable, as often as long along each axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the result would be too large.</exception>
    public static Variable<T> Tile<T>(this Variable<T> x, params ReadOnlySpan<int> counts) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = x.Shape;
        int rank = Math.Max(shape.Rank, counts.Length);
        // Each axis with the number of its repetitions in front of it.
        int[] single = new int[2 * rank], repeated = new int[2 * rank], whole = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            int length = i < rank - shape.Rank ? 1 : shape.Lengths[i - (rank - shape.Rank)], count = i < rank - counts.Length ? 1 : counts[i - (rank - counts.Length)];
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
            (single[2 * i], repeated[2 * i]) = (1, count);
            single[2 * i + 1] = repeated[2 * i + 1] = length;
            whole[i] = LongLength(length, count, nameof(counts));
        }

        return x.Reshape(single).BroadcastTo(repeated).Reshape(whole);
    }

    private static int LongLength(int length, int count, string paramName) => (long)length * count is var product && product <= Array.MaxLength
        ? (int)product
        : throw new ArgumentOutOfRangeException(paramName, count, $"An axis of length {length} cannot be repeated so often.");
}
