using System.Numerics;

namespace MathsIA.RandomNumbers;

public sealed partial class Philox
{
    /// <summary>Draws true with a probability, rounded to a multiple of 2^-32. One word.</summary>
    /// <param name="probability">The probability of true, from 0 to 1; both are exact.</param>
    /// <returns>True or false.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public bool NextBernoulli(double probability)
    {
        ulong threshold = Threshold(probability);
        return NextUInt32() < threshold;
    }

    /// <summary>Fills a span with trues and falses. One word an element.</summary>
    /// <param name="destination">Where to write.</param>
    /// <param name="probability">The probability of true, from 0 to 1; rounded to a multiple of 2^-32.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public void FillBernoulli(Span<bool> destination, double probability) => FillTwoValued(destination, Threshold(probability), true, false);

    /// <summary>Fills a span with one value, by chance, or zero: a mask to multiply with. One word an element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">Where to write.</param>
    /// <param name="probability">The probability of the value, from 0 to 1; rounded to a multiple of 2^-32.</param>
    /// <param name="value">The value, such as 1, or one over the probability to keep the mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public void FillBernoulli<T>(Span<T> destination, double probability, T value) where T : unmanaged, INumberBase<T> =>
        FillTwoValued(destination, Threshold(probability), value, T.Zero);

    /// <summary>A tensor of trues and falses. One word an element.</summary>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <param name="probability">The probability of true, from 0 to 1; rounded to a multiple of 2^-32.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, the product too large, or the probability not between 0 and 1.</exception>
    public Tensor<bool> Bernoulli(ReadOnlySpan<int> lengths, double probability)
    {
        ulong threshold = Threshold(probability);
        Tensor<bool> tensor = Tensor.Uninitialized<bool>(lengths);
        FillTwoValued(tensor.AsSpan(), threshold, true, false);
        return tensor;
    }

    private static ulong Threshold(double probability) => probability is >= 0 and <= 1
        ? (ulong)Math.Round(probability * (1L << 32))
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "Bernoulli: a probability lies between 0 and 1.");

    private void FillTwoValued<T>(Span<T> destination, ulong threshold, T success, T failure)
    {
        Span<uint> words = stackalloc uint[512];
        while (!destination.IsEmpty)
        {
            Span<uint> some = words[..Math.Min(words.Length, destination.Length)];
            FillBits(some);
            for (int i = 0; i < some.Length; i++)
                destination[i] = some[i] < threshold ? success : failure;
            destination = destination[some.Length..];
        }
    }
}
