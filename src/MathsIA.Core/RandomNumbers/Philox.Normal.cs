using System.Numerics;

namespace MathsIA.RandomNumbers;

public sealed partial class Philox
{
    /// <summary>Draws from the standard normal distribution, density <c>exp(-x²/2) / √(2π)</c>. One word for float, two for double.</summary>
    /// <remarks>By inversion: exactly symmetric. The largest absolute value is 6.3 for float and 9.2 for double; larger ones have probability 2^-32 and 2^-64.</remarks>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <returns>The number.</returns>
    public T NextNormal<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => NextMapped<NormalMap<T>, T>(NormalAround(T.Zero, T.One));

    /// <summary>Draws from the normal distribution of a mean and a standard deviation.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation, at least zero.</param>
    /// <returns><c>mean + deviation z</c>, with <c>z</c> a <see cref="NextNormal{T}()"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not finite, or the deviation negative.</exception>
    public T NextNormal<T>(T mean, T deviation) where T : unmanaged, IBinaryFloatingPointIeee754<T> => NextMapped<NormalMap<T>, T>(NormalAround(mean, deviation));

    /// <summary>Fills a span with standard normal numbers.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="destination">Where to write.</param>
    /// <param name="context">How many threads; the bits do not depend on it.</param>
    public void FillNormal<T>(Span<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FillNormal(destination, T.Zero, T.One, context);

    /// <summary>Fills a span with normal numbers of a mean and a standard deviation.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="destination">Where to write.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation, at least zero.</param>
    /// <param name="context">How many threads; the bits do not depend on it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not finite, or the deviation negative.</exception>
    public void FillNormal<T>(Span<T> destination, T mean, T deviation, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FillMapped(NormalAround(mean, deviation), destination, context);

    /// <summary>A tensor of standard normal numbers.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or the product too large.</exception>
    public Tensor<T> Normal<T>(params ReadOnlySpan<int> lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Normal(lengths, T.Zero, T.One);

    /// <summary>A tensor of normal numbers of a mean and a standard deviation.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation, at least zero.</param>
    /// <param name="context">How many threads; the bits do not depend on it.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, the product too large, a parameter not finite, or the deviation negative.</exception>
    public Tensor<T> Normal<T>(ReadOnlySpan<int> lengths, T mean, T deviation, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NormalMap<T> map = NormalAround(mean, deviation);
        Tensor<T> tensor = Tensor.Uninitialized<T>(lengths);
        FillMapped(map, tensor.AsSpan(), context);
        return tensor;
    }

    /// <summary>Fills a tensor, contiguous or not, with normal numbers, in row-major order.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="destination">Where to write.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation, at least zero.</param>
    /// <param name="context">How many threads; the bits do not depend on it.</param>
    /// <exception cref="ArgumentNullException">The destination is null.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not finite, or the deviation negative.</exception>
    public void FillNormal<T>(Tensor<T> destination, T mean, T deviation, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NormalMap<T> map = NormalAround(mean, deviation);
        FillTensor(destination, nameof(FillNormal), memory => FillMapped(map, memory.Span, context));
    }

    private static NormalMap<T> NormalAround<T>(T mean, T deviation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireSingleOrDouble<T>("Normal");
        RequireFinite("Normal", mean, nameof(mean));
        RequireFinite("Normal", deviation, nameof(deviation));
        if (deviation < T.Zero)
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "Normal: the standard deviation must not be negative.");
        return new NormalMap<T>(mean, deviation);
    }
}
