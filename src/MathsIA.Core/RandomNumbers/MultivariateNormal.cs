using System.Numerics;
using MathsIA.Kernels;
using MathsIA.LinearAlgebra;

namespace MathsIA.RandomNumbers;

/// <summary>The normal distribution on vectors: <c>x = mean + L z</c> with standard normal <c>z</c>, so that the covariance is <c>L Lᵀ</c>.</summary>
/// <remarks>Any factor of the covariance will do: the lower factor of a Cholesky decomposition, <c>U √Λ</c> of an eigendecomposition (which may be singular), or a
/// tall matrix with fewer columns than rows for a distribution on a subspace. Immutable.</remarks>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public sealed class MultivariateNormal<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Normal numbers drawn before they are multiplied.</summary>
    private const int PieceElements = 1 << 18;

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

    /// <summary>The distribution of a mean and a covariance matrix.</summary>
    /// <param name="mean">The mean, shape [d], finite.</param>
    /// <param name="covariance">The covariance, shape [d, d], symmetric positive definite; only one triangle is read. For a singular one, pass a factor to the constructor.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>The distribution, with the lower Cholesky factor.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes are not [d] and [d, d].</exception>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <exception cref="NotPositiveDefiniteException">The covariance is not positive definite.</exception>
    public static MultivariateNormal<T> FromCovariance(Tensor<T> mean, Tensor<T> covariance, ComputeContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(covariance);
        if (mean.Rank != 1 || covariance.Rank != 2 || covariance.Shape[0] != mean.Length || covariance.Shape[1] != mean.Length)
            throw new ShapeMismatchException("MultivariateNormal", $"mean {mean.Shape}, covariance {covariance.Shape}: expected [d] and [d, d].", nameof(covariance));
        RequireFinite(mean.ToArray(), nameof(mean));
        RequireFinite(covariance.ToArray(), nameof(covariance));
        return new MultivariateNormal<T>(mean, Matrix.Cholesky(covariance, context).Lower());
    }

    /// <summary>Draws independent vectors: count k normal numbers, then one matrix product.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="count">How many, at least zero.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of shape [count, d]: a vector a row.</returns>
    /// <exception cref="ArgumentNullException">The generator is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or the result too large.</exception>
    public unsafe Tensor<T> Sample(Philox random, int count, ComputeContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Tensor<T> vectors = Tensor.Uninitialized<T>(count, Dimension);
        Span<T> all = vectors.AsSpan();
        for (int row = 0; row < count; row++)
            _mean.CopyTo(all[(row * Dimension)..]);
        // In pieces of rows, so that the noise stays small beside the result.
        int piece = Math.Max(1, Math.Min(count, PieceElements / Math.Max(1, NoiseDimension)));
        T[] noise = new T[piece * NoiseDimension];
        fixed (T* x = all, z = noise, l = _factor)
        {
            for (int row = 0; row < count; row += piece)
            {
                int rows = Math.Min(piece, count - row);
                random.FillNormal(noise.AsSpan(0, rows * NoiseDimension), context);
                Gemm.Run(T.One, new MatrixView<T>(z, rows, NoiseDimension), new MatrixView<T>(l, Dimension, NoiseDimension).Transpose(),
                    T.One, new MatrixView<T>(x + (nint)row * Dimension, rows, Dimension), context);
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
