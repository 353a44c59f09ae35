using System.Numerics;

namespace MathsIA.RandomNumbers;

public sealed partial class Philox
{
    /// <summary>Draws an integer from 0 to <paramref name="count"/> - 1, all exactly equally likely.</summary>
    /// <param name="count">How many integers to choose from, at least 1.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public int NextBelow(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Below32((uint)count);
    }

    /// <summary>Draws an integer from 0 to <paramref name="count"/> - 1, all exactly equally likely.</summary>
    /// <param name="count">How many integers to choose from, at least 1.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public long NextBelow(long count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (long)Below((ulong)count);
    }

    /// <summary>Fills a span with integers from <paramref name="low"/> to <paramref name="high"/> - 1, all exactly equally likely.</summary>
    /// <remarks>Multiply and reject: D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29, 2019. One word a try for intervals
    /// of up to 2^32 integers, two for longer ones; a try fails with probability below length / 2^32 (or 2^64).</remarks>
    /// <typeparam name="T">An integer type of at most 64 bits.</typeparam>
    /// <param name="destination">Where to write.</param>
    /// <param name="low">The smallest integer.</param>
    /// <param name="high">One above the largest integer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is empty.</exception>
    public void FillIntegers<T>(Span<T> destination, T low, T high) where T : unmanaged, IBinaryInteger<T>
    {
        ulong count = CountBetween(low, high);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = low + T.CreateTruncating(Below(count));
    }

    /// <summary>A tensor of integers from <paramref name="low"/> to <paramref name="high"/> - 1, all exactly equally likely.</summary>
    /// <typeparam name="T">An integer type of at most 64 bits.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <param name="low">The smallest integer.</param>
    /// <param name="high">One above the largest integer.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, the product too large, or the interval empty.</exception>
    public Tensor<T> Integers<T>(ReadOnlySpan<int> lengths, T low, T high) where T : unmanaged, IBinaryInteger<T>
    {
        CountBetween(low, high);
        Tensor<T> tensor = Tensor.Uninitialized<T>(lengths);
        FillIntegers(tensor.AsSpan(), low, high);
        return tensor;
    }

    private static ulong CountBetween<T>(T low, T high) where T : IBinaryInteger<T>
    {
        if (low >= high)
            throw new ArgumentOutOfRangeException(nameof(high), high, $"Integers: there is no integer from {low} to below {high}.");
        // Modulo 2^64 the difference is right even where it overflows T.
        return ulong.CreateTruncating(high) - ulong.CreateTruncating(low);
    }

    private ulong Below(ulong count) => count <= uint.MaxValue ? Below32((uint)count) : Below64(count);

    private uint Below32(uint count)
    {
        ulong product = (ulong)NextUInt32() * count;
        if ((uint)product < count)
        {
            uint rejected = (0 - count) % count;
            while ((uint)product < rejected)
                product = (ulong)NextUInt32() * count;
        }

        return (uint)(product >> 32);
    }

    private ulong Below64(ulong count)
    {
        ulong high = Math.BigMul(NextUInt64(), count, out ulong low);
        if (low < count)
        {
            ulong rejected = (0 - count) % count;
            while (low < rejected)
                high = Math.BigMul(NextUInt64(), count, out low);
        }

        return high;
    }
}
