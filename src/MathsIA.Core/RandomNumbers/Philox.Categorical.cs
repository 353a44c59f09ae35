using System.Numerics;

namespace MathsIA.RandomNumbers;

public sealed partial class Philox
{
    /// <summary>Draws an integer with probability proportional to its weight, O(n). Two words. For many draws prepare a <see cref="CategoricalTable"/>.</summary>
    /// <param name="weights">Weights, each finite and at least zero, at least one above; they need not sum to one.</param>
    /// <returns>An integer from 0 to the number of weights - 1; never one of weight zero.</returns>
    /// <exception cref="ArgumentException">There are no weights, or all are zero.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public int NextCategorical(ReadOnlySpan<double> weights)
    {
        double largest = CategoricalTable.LargestWeight("Categorical", weights), sum = 0;
        foreach (double weight in weights)
            sum += weight / largest;
        double left = NextDouble() * sum;
        int last = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double share = weights[i] / largest;
            if (share == 0)
                continue;
            last = i;
            left -= share;
            if (left < 0)
                break;
        }

        return last;
    }

    /// <summary>Draws an integer for each row of logarithms of weights (logits) along the last axis.</summary>
    /// <remarks>The largest of logit plus Gumbel noise <c>-log(-log u)</c>: no exponential, no normalisation, logits of any magnitude. One double exponential draw an entry.</remarks>
    /// <typeparam name="T">A floating-point type.</typeparam>
    /// <param name="logits">Logarithms of weights, shape [..., n] with n at least 1: finite or negative infinity, one of each row finite.</param>
    /// <returns>A new tensor of shape [...], values from 0 to n - 1.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The rank is zero or the last axis empty.</exception>
    /// <exception cref="ArgumentException">A logit is NaN or positive infinity, or a row has none that is finite.</exception>
    public Tensor<int> Categorical<T>(Tensor<T> logits) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logits);
        if (logits.Rank == 0 || logits.Shape[-1] == 0)
            throw new ShapeMismatchException("Categorical", $"logits {logits.Shape}: the last axis must hold at least one entry.", nameof(logits));
        int n = logits.Shape[-1];
        ReadOnlySpan<T> all = logits.Contiguous().AsSpan();
        for (int i = 0; i < all.Length; i += n)
        {
            bool possible = false;
            foreach (T logit in all.Slice(i, n))
            {
                if (T.IsNaN(logit) || T.IsPositiveInfinity(logit))
                    throw new ArgumentException($"Categorical: a logit of row {i / n} is {logit}.", nameof(logits));
                possible |= T.IsFinite(logit);
            }

            if (!possible)
                throw new ArgumentException($"Categorical: every logit of row {i / n} is negative infinity.", nameof(logits));
        }

        Tensor<int> drawn = Tensor.Uninitialized<int>(logits.Shape.RemoveAt(-1));
        Span<int> result = drawn.AsSpan();
        double[] noise = new double[n];
        for (int row = 0; row < result.Length; row++)
        {
            FillExponential(noise, 1.0, ComputeContext.SingleThread);
            ReadOnlySpan<T> entries = all.Slice(row * n, n);
            double best = double.NegativeInfinity;
            for (int i = 0; i < n; i++)
            {
                double value = double.CreateTruncating(entries[i]) - WordMath.Log(noise[i]);
                if (value > best)
                {
                    best = value;
                    result[row] = i;
                }
            }
        }

        return drawn;
    }

    /// <summary>Takes <paramref name="count"/> different integers, one after another, each with probability proportional to its weight among those left.</summary>
    /// <remarks>The smallest of <c>E_i / w_i</c> with exponential <c>E_i</c>: P. S. Efraimidis, P. G. Spirakis, "Weighted random sampling with a reservoir", IPL 97, 2006.</remarks>
    /// <param name="weights">Weights, each finite and at least zero.</param>
    /// <param name="count">How many to take, at most as many as weights above zero.</param>
    /// <returns>A new tensor of rank 1, in the order in which they were taken.</returns>
    /// <exception cref="ArgumentException">There are no weights, or all are zero.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite, or more are asked for than have a weight.</exception>
    public Tensor<int> Choice(ReadOnlySpan<double> weights, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        double largest = CategoricalTable.LargestWeight("Choice", weights);
        int possible = weights.Length - weights.Count(0.0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, possible);
        double[] keys = new double[weights.Length];
        int[] order = new int[weights.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            order[i] = i;
            // A weight of zero comes last, also after one so small beside the largest that its time overflows.
            double time = NextExponential<double>() / (weights[i] / largest);
            keys[i] = weights[i] == 0 ? double.PositiveInfinity : Math.Min(time, double.MaxValue);
        }

        Array.Sort(keys, order);
        return Tensor.CopyOf<int>(order.AsSpan(0, count), count);
    }
}
