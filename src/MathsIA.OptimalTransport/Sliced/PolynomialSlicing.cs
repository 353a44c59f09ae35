using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>Homogeneous polynomials of odd degree, <c>Σ_|α| = k θ_α x^α</c>: slices are algebraic surfaces.</summary>
/// <remarks>A direction has one coordinate for each monomial: d of them for degree 1, <c>d (d + 1) (d + 2) / 6</c> for degree 3. Odd degrees make a
/// distance (two measures with equal slices are equal); even ones do not.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <param name="Degree">The degree k, odd, from 1 to 9.</param>
public sealed record PolynomialSlicing<T>(int Degree) : ISlicing<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The degree k.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is even, or not from 1 to 9.</exception>
    public int Degree { get; init; } = Degree is >= 1 and <= 9 && int.IsOddInteger(Degree)
        ? Degree
        : throw new ArgumentOutOfRangeException(nameof(Degree), Degree, "PolynomialSlicing: a degree is odd, from 1 to 9.");

    /// <inheritdoc/>
    public Tensor<T> Directions(Philox random, int count, int dimension)
    {
        ArgumentNullException.ThrowIfNull(random);
        return random.Sphere<T>(count, Monomials(dimension).Length);
    }

    /// <inheritdoc/>
    public Tensor<T> Project(Tensor<T> points, Tensor<T> directions)
    {
        int[][] monomials = Monomials(points?.Shape is { Rank: 2 } shape ? shape[1] : 0);
        SlicedGuard.Operands(points, directions, monomials.Length);
        return directions.MatMul(Features(points!.Contiguous(), monomials).Transpose());
    }

    /// <inheritdoc/>
    public Tensor<T> PullBack(Tensor<T> points, Tensor<T> directions, Tensor<T> slopes)
    {
        SlicedGuard.Slopes(points, directions, slopes);
        int[][] monomials = Monomials(points.Shape[1]);
        int n = points.Shape[0], d = points.Shape[1];
        ReadOnlySpan<T> x = points.Contiguous().AsSpan(), given = slopes.Transpose().MatMul(directions).AsSpan();
        Tensor<T> result = Tensor.Zeros<T>(n, d);
        Span<T> sums = result.AsSpan();
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < monomials.Length; k++)
            {
                int[] factors = monomials[k];
                for (int at = 0; at < factors.Length; at++)
                {
                    // The product rule, factor by factor.
                    T product = given[(i * monomials.Length) + k];
                    for (int other = 0; other < factors.Length; other++)
                        product *= other == at ? T.One : x[(i * d) + factors[other]];
                    sums[(i * d) + factors[at]] += product;
                }
            }
        }

        return result;
    }

    private static Tensor<T> Features(Tensor<T> points, int[][] monomials)
    {
        int n = points.Shape[0], d = points.Shape[1];
        ReadOnlySpan<T> x = points.AsSpan();
        Tensor<T> features = Tensor.Ones<T>(n, monomials.Length);
        Span<T> values = features.AsSpan();
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < monomials.Length; k++)
            {
                foreach (int factor in monomials[k])
                    values[(i * monomials.Length) + k] *= x[(i * d) + factor];
            }
        }

        return features;
    }

    /// <summary>The monomials of the degree, each by its factors in ascending order.</summary>
    private int[][] Monomials(int dimension)
    {
        var monomials = new List<int[]>();
        var factors = new int[Degree];
        void Extend(int at, int from)
        {
            if (at == Degree)
            {
                monomials.Add((int[])factors.Clone());
                return;
            }

            for (int k = from; k < dimension; k++)
            {
                factors[at] = k;
                Extend(at + 1, k);
            }
        }

        Extend(0, 0);
        return [.. monomials];
    }
}
