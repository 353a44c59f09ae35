using System.Numerics;

namespace MathsIA.RandomNumbers;

public sealed partial class Philox
{
    /// <summary>Draws from the exponential distribution of mean 1, density <c>exp(-x)</c>. One word for float, two for double.</summary>
    /// <remarks>By inversion, accurate to the last digits at both ends; at most 22.9 for float and 45.1 for double.</remarks>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <returns>The number, above zero.</returns>
    public T NextExponential<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => NextMapped<ExponentialMap<T>, T>(ExponentialOf(T.One));

    /// <summary>Fills a span with numbers from the exponential distribution of a mean.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="destination">Where to write.</param>
    /// <param name="mean">The mean, which is one over the rate; above zero.</param>
    /// <param name="context">How many threads; the bits do not depend on it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite or not above zero.</exception>
    public void FillExponential<T>(Span<T> destination, T mean, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FillMapped(ExponentialOf(mean), destination, context);

    /// <summary>A tensor of numbers from the exponential distribution of mean 1.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or the product too large.</exception>
    public Tensor<T> Exponential<T>(params ReadOnlySpan<int> lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Exponential(lengths, T.One);

    /// <summary>A tensor of numbers from the exponential distribution of a mean.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <param name="mean">The mean, which is one over the rate; above zero.</param>
    /// <param name="context">How many threads; the bits do not depend on it.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, the product too large, or the mean not finite or not above zero.</exception>
    public Tensor<T> Exponential<T>(ReadOnlySpan<int> lengths, T mean, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ExponentialMap<T> map = ExponentialOf(mean);
        Tensor<T> tensor = Tensor.Uninitialized<T>(lengths);
        FillMapped(map, tensor.AsSpan(), context);
        return tensor;
    }

    private static ExponentialMap<T> ExponentialOf<T>(T mean) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireSingleOrDouble<T>("Exponential");
        RequirePositive("Exponential", mean, nameof(mean));
        return new ExponentialMap<T>(mean);
    }
}
