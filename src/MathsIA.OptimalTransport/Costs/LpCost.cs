using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>The distance <c>‖x − y‖_p</c>, or a power of it.</summary>
/// <remarks><c>(Σ_k |x_k − y_k|^p)^(q/p)</c>; with <c>p = ∞</c> the largest difference, to the power q. p = 2 is faster as <see cref="EuclideanCost{T}"/> or
/// <see cref="SquaredEuclideanCost{T}"/>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public readonly record struct LpCost<T> : IDifferentiableCost<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChunkLength = 256;

    // The default struct is the Manhattan distance: both are kept less 1.
    private readonly T _pLessOne;
    private readonly T _powerLessOne;

    /// <summary>Takes the exponents.</summary>
    /// <param name="p">The p of the norm, at least 1; +∞ for the largest difference.</param>
    /// <param name="power">The power q of the distance, positive: 1 for the distance itself, p for the sum of the powers.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is below 1 or NaN, or the power is not positive and finite.</exception>
    public LpCost(T p, T power)
    {
        if (!(p >= T.One))
            throw new ArgumentOutOfRangeException(nameof(p), p, "LpCost: p must be at least 1.");
        if (!(power > T.Zero && T.IsFinite(power)))
            throw new ArgumentOutOfRangeException(nameof(power), power, "LpCost: the power must be positive and finite.");
        (_pLessOne, _powerLessOne) = (p - T.One, power - T.One);
    }

    /// <summary>The p of the norm; 1 for the default value.</summary>
    public T P => _pLessOne + T.One;

    /// <summary>The power q of the distance; 1 for the default value.</summary>
    public T Power => _powerLessOne + T.One;

    /// <inheritdoc/>
    public void Costs(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination)
    {
        Span<T> scratch = stackalloc T[ChunkLength];
        bool largest = T.IsPositiveInfinity(P);
        T exponent = largest ? Power : Power / P;
        for (int start = 0; start < destination.Length; start += ChunkLength)
        {
            Span<T> sums = destination.Slice(start, Math.Min(ChunkLength, destination.Length - start)), terms = scratch[..sums.Length];
            sums.Clear();
            for (int k = 0; k < source.Length; k++)
            {
                TensorPrimitives.Subtract(targets.Slice((int)((k * (long)stride) + start), sums.Length), source[k], terms);
                TensorPrimitives.Abs(terms, terms);
                if (!largest && P != T.One)
                    TensorPrimitives.Pow(terms, P, terms);
                if (largest)
                    TensorPrimitives.Max(sums, terms, sums);
                else
                    TensorPrimitives.Add(sums, terms, sums);
            }

            if (exponent != T.One)
                TensorPrimitives.Pow(sums, exponent, sums);
        }
    }

    /// <inheritdoc/>
    /// <remarks><c>∂c/∂x_k = q S^(q/p − 1) |d_k|^(p − 1) sign d_k</c> with d = x − y and <c>S = Σ |d_k|^p</c>; for p = ∞ the slope of the first of the largest differences alone. 0, a
    /// subgradient for q ≥ 1, where x = y, and along a coordinate in which they agree.</remarks>
    public void AddGradient(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, ReadOnlySpan<T> weights, Span<double> gradient)
    {
        double p = double.CreateTruncating(P), q = double.CreateTruncating(Power);
        for (int j = 0; j < weights.Length; j++)
        {
            double weight = double.CreateTruncating(weights[j]), largest = 0;
            int at = 0;
            for (int k = 0; weight != 0 && k < source.Length; k++)
            {
                double difference = Math.Abs(Difference(source, targets, stride, j, k));
                if (difference > largest)
                    (largest, at) = (difference, k);
            }

            if (largest == 0)
                continue;
            // Differences as shares of the largest one: no power overflows.
            double outer = weight * q * Math.Pow(largest, q - 1);
            if (double.IsPositiveInfinity(p))
            {
                gradient[at] += outer * Math.Sign(Difference(source, targets, stride, j, at));
                continue;
            }

            double sum = 0;
            for (int k = 0; k < source.Length; k++)
                sum += Math.Pow(Math.Abs(Difference(source, targets, stride, j, k)) / largest, p);
            outer *= Math.Pow(sum, (q / p) - 1);
            for (int k = 0; k < source.Length; k++)
            {
                double difference = Difference(source, targets, stride, j, k);
                gradient[k] += outer * Math.Pow(Math.Abs(difference) / largest, p - 1) * Math.Sign(difference);
            }
        }
    }

    private static double Difference(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, int j, int k) =>
        double.CreateTruncating(source[k]) - double.CreateTruncating(targets[(int)((k * (long)stride) + j)]);
}
