using System.Numerics;

namespace MathsIA.RandomNumbers;

public sealed partial class Philox
{
    /// <summary>Draws a number from [0, 1): a multiple of 2^-24, all equally likely. One word.</summary>
    /// <returns>The number.</returns>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>Draws a number from [0, 1): a multiple of 2^-53, all equally likely. Two words.</summary>
    /// <returns>The number.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>Draws a number from [low, high): <c>low + (high - low) u</c>.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="low">The lower end, included.</param>
    /// <param name="high">The upper end, not included; above <paramref name="low"/>.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end is not finite, their distance overflows, or they are not in order.</exception>
    public T NextUniform<T>(T low, T high) where T : unmanaged, IBinaryFloatingPointIeee754<T> => NextMapped<UniformMap<T>, T>(UniformBetween(low, high));

    /// <summary>Fills a span with numbers from [0, 1).</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="destination">Where to write.</param>
    /// <param name="context">How many threads; the bits do not depend on it.</param>
    public void FillUniform<T>(Span<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FillUniform(destination, T.Zero, T.One, context);

    /// <summary>Fills a span with numbers from [low, high).</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="destination">Where to write.</param>
    /// <param name="low">The lower end, included.</param>
    /// <param name="high">The upper end, not included; above <paramref name="low"/>.</param>
    /// <param name="context">How many threads; the bits do not depend on it.</param>
    /// <exception cref="ArgumentOutOfRangeException">An end is not finite, their distance overflows, or they are not in order.</exception>
    public void FillUniform<T>(Span<T> destination, T low, T high, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FillMapped(UniformBetween(low, high), destination, context);

    /// <summary>A tensor of numbers from [0, 1).</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or the product too large.</exception>
    public Tensor<T> Uniform<T>(params ReadOnlySpan<int> lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Uniform(lengths, T.Zero, T.One);

    /// <summary>A tensor of numbers from [low, high).</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <param name="low">The lower end, included.</param>
    /// <param name="high">The upper end, not included; above <paramref name="low"/>.</param>
    /// <param name="context">How many threads; the bits do not depend on it.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, the product too large, an end not finite, or the ends not in order.</exception>
    public Tensor<T> Uniform<T>(ReadOnlySpan<int> lengths, T low, T high, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        UniformMap<T> map = UniformBetween(low, high);
        Tensor<T> tensor = Tensor.Uninitialized<T>(lengths);
        FillMapped(map, tensor.AsSpan(), context);
        return tensor;
    }

    /// <summary>Fills a tensor, contiguous or not, with numbers from [low, high), in row-major order.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="destination">Where to write.</param>
    /// <param name="low">The lower end, included.</param>
    /// <param name="high">The upper end, not included; above <paramref name="low"/>.</param>
    /// <param name="context">How many threads; the bits do not depend on it.</param>
    /// <exception cref="ArgumentNullException">The destination is null.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An end is not finite, their distance overflows, or they are not in order.</exception>
    public void FillUniform<T>(Tensor<T> destination, T low, T high, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        UniformMap<T> map = UniformBetween(low, high);
        FillTensor(destination, nameof(FillUniform), memory => FillMapped(map, memory.Span, context));
    }

    private static UniformMap<T> UniformBetween<T>(T low, T high) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireSingleOrDouble<T>("Uniform");
        RequireFinite("Uniform", low, nameof(low));
        RequireFinite("Uniform", high, nameof(high));
        if (!(low < high) || !T.IsFinite(high - low))
            throw new ArgumentOutOfRangeException(nameof(high), high, $"Uniform: the interval [{low}, {high}) is empty or longer than the type can say.");
        return new UniformMap<T>(low, high);
    }
}
