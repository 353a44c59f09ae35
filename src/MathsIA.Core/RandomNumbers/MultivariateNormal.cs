using System.Numerics;

namespace MathsIA.RandomNumbers;

/// <summary>The normal distribution on vectors: <c>x = mean + L z</c> with standard normal <c>z</c>, so that the covariance is <c>L Lᵀ</c>.</summary>
/// <remarks>Any factor of the covariance will do: the lower factor of a Cholesky decomposition, <c>U √Λ</c> of an eigendecomposition (which may be singular), or a
/// tall matrix with fewer columns than rows for a distribution on a subspace. Immutable.</remarks>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public sealed class MultivariateNormal<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _mean;
    private readonly T[] _factor;

    /// <summary>Prepares the distribution.</summary>
    /// <param name="mean">The mean, shape [d], finite.</param>
    /// <param name="factor">A factor of the covariance, shape [d, k], finite.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes are not [d] and [d, k].</exception>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public MultivariateNormal(Tensor<T> mean, Tensor<T> factor)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(factor);
        if (mean.Rank != 1 || factor.Rank != 2 || factor.Shape[0] != mean.Length)
            throw new ShapeMismatchException("MultivariateNormal", $"mean {mean.Shape}, factor {factor.Shape}: expected [d] and [d, k].", nameof(factor));
        _mean = mean.ToArray();
        _factor = factor.ToArray();
        RequireFinite(_mean, nameof(mean));
        RequireFinite(_factor, nameof(factor));
        Dimension = mean.Length;
        NoiseDimension = factor.Shape[1];
    }

    /// <summary>The number of coordinates, d.</summary>
    public int Dimension { get; }

    /// <summary>The number of columns of the factor, k: how many normal numbers one vector takes.</summary>
    public int NoiseDimension { get; }

    /// <summary>Draws independent vectors, O(count d k).</summary>
    /// <param name="random">The generator.</param>
    /// <param name="count">How many, at least zero.</param>
    /// <returns>A new tensor of shape [count, d]: a vector a row.</returns>
    /// <exception cref="ArgumentNullException">The generator is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or the result too large.</exception>
    public Tensor<T> Sample(Philox random, int count)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Tensor<T> vectors = Tensor.Uninitialized<T>(count, Dimension);
        Span<T> all = vectors.AsSpan();
        T[] noise = new T[NoiseDimension];
        for (int row = 0; row < count; row++)
        {
            random.FillNormal(noise, ComputeContext.SingleThread);
            for (int i = 0; i < Dimension; i++)
            {
                T sum = _mean[i];
                ReadOnlySpan<T> factor = _factor.AsSpan(i * NoiseDimension, NoiseDimension);
                for (int j = 0; j < factor.Length; j++)
                    sum += factor[j] * noise[j];
                all[row * Dimension + i] = sum;
            }
        }

        return vectors;
    }

    private static void RequireFinite(T[] values, string paramName)
    {
        foreach (T value in values)
        {
            if (!T.IsFinite(value))
                throw new ArgumentException($"MultivariateNormal: {paramName} holds {value}.", paramName);
        }
    }
}
