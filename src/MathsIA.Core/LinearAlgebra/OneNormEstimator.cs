using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>Estimates the 1-norm of a matrix known only by its products with vectors, such as an inverse: the largest sum of
/// magnitudes in a column.</summary>
/// <remarks>A lower bound, almost always within a factor of three; four or five products with the matrix and its transpose.
/// Source: N. Higham, FORTRAN codes for estimating the one-norm of a real or complex matrix, ACM Trans. Math. Softw. 14
/// (1988); Accuracy and Stability of Numerical Algorithms, 2nd ed., algorithm 15.4.</remarks>
internal static class OneNormEstimator
{
    private const int MaxSteps = 5;

    /// <summary>The estimate, given what overwrites a vector x with <c>M x</c> and with <c>Mᵀ x</c>.</summary>
    public static T Estimate<T>(int n, Action<Tensor<T>> apply, Action<Tensor<T>> applyTransposed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (n == 0)
            return T.Zero;
        T order = T.CreateTruncating(n);
        Tensor<T> vector = Tensor.Full([n], T.One / order);
        Span<T> x = vector.AsSpan();
        apply(vector);
        T estimate = SumOfMagnitudes(x);
        if (n == 1)
            return estimate;

        var signs = new bool[n];
        int last = -1;
        for (int step = 0; step < MaxSteps; step++)
        {
            bool same = step > 0;
            for (int i = 0; i < n; i++)
            {
                bool negative = T.IsNegative(x[i]);
                same &= signs[i] == negative;
                signs[i] = negative;
                x[i] = negative ? T.NegativeOne : T.One;
            }

            if (same)
                break;
            applyTransposed(vector);
            int best = 0;
            for (int i = 1; i < n; i++)
                best = T.Abs(x[i]) > T.Abs(x[best]) ? i : best;
            if (best == last)
                break;
            last = best;
            x.Clear();
            x[best] = T.One;
            apply(vector);
            T found = SumOfMagnitudes(x);
            if (!(found > estimate))
                break;
            estimate = found;
        }

        // A vector of alternating signs and growing size meets the matrices on which the climb above is fooled.
        for (int i = 0; i < n; i++)
            x[i] = (int.IsEvenInteger(i) ? T.One : T.NegativeOne) * (T.One + T.CreateTruncating(i) / T.CreateTruncating(n - 1));
        apply(vector);
        T alternating = (SumOfMagnitudes(x) + SumOfMagnitudes(x)) / (order + order + order);
        return T.Max(estimate, alternating);
    }

    /// <summary><c>1 / (norm ‖M‖₁)</c>, at most 1: the reciprocal condition number of the inverse of M, whose norm is given.</summary>
    public static T ReciprocalCondition<T>(T norm, int n, Action<Tensor<T>> apply, Action<Tensor<T>> applyTransposed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T condition = norm * Estimate(n, apply, applyTransposed);
        // NaN when the estimate overflowed against a tiny norm: then no digit is left either.
        return T.IsNaN(condition) ? T.Zero : T.Min(T.One, T.One / condition);
    }

    private static T SumOfMagnitudes<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T value in x)
            sum += T.Abs(value);
        return sum;
    }
}
