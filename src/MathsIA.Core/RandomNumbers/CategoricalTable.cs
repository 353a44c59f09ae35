namespace MathsIA.RandomNumbers;

/// <summary>A distribution over the integers 0 to n - 1 with given weights, prepared so that a draw costs the same for any n.</summary>
/// <remarks>The alias method: A. J. Walker, ACM TOMS 3, 1977, built in linear time after M. D. Vose, IEEE TSE 17, 1991. A draw takes one word to choose a column (two
/// for some rejected tries) and two to choose within it. Immutable: one table serves many generators and threads.</remarks>
public sealed class CategoricalTable
{
    private readonly double[] _keep;
    private readonly int[] _alias;

    /// <summary>Prepares the table, O(n).</summary>
    /// <param name="weights">Weights, each finite and at least zero, at least one above; they need not sum to one.</param>
    /// <exception cref="ArgumentException">There are no weights, or all are zero.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public CategoricalTable(ReadOnlySpan<double> weights)
    {
        int n = weights.Length;
        double largest = LargestWeight("CategoricalTable", weights), sum = 0;
        // Over the largest first: neither huge nor tiny weights lose the sum.
        foreach (double weight in weights)
            sum += weight / largest;
        _keep = new double[n];
        _alias = new int[n];
        int[] queue = new int[n];
        int small = 0, large = n;
        for (int i = 0; i < n; i++)
        {
            _keep[i] = weights[i] / largest * n / sum;
            _alias[i] = i;
            queue[_keep[i] < 1 ? small++ : --large] = i;
        }

        // Each column below the mean is filled up from one above it, which may thereby fall below.
        while (small > 0 && large < n)
        {
            int low = queue[--small], high = queue[large];
            _alias[low] = high;
            _keep[high] -= 1 - _keep[low];
            if (_keep[high] < 1)
            {
                large++;
                queue[small++] = high;
            }
        }

        // What is left would hold exactly one but for rounding; a weight of zero must stay impossible.
        while (large < n)
            _keep[queue[large++]] = 1;
        while (small > 0)
        {
            int i = queue[--small];
            if (weights[i] > 0)
                _keep[i] = 1;
            else
                _alias[i] = weights.IndexOf(largest);
        }
    }

    /// <summary>The number of integers to draw from.</summary>
    public int Count => _keep.Length;

    /// <summary>Prepares the table from logarithms of weights, of any magnitude.</summary>
    /// <param name="logWeights">Logarithms of weights: finite, or negative infinity for a weight of zero; at least one finite.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">There are no weights, or all are zero.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A logarithm is NaN or positive infinity.</exception>
    public static CategoricalTable FromLogWeights(ReadOnlySpan<double> logWeights)
    {
        double largest = double.NegativeInfinity;
        foreach (double log in logWeights)
        {
            if (double.IsNaN(log) || double.IsPositiveInfinity(log))
                throw new ArgumentOutOfRangeException(nameof(logWeights), log, "CategoricalTable: a logarithm of a weight is NaN or infinite.");
            largest = Math.Max(largest, log);
        }

        if (double.IsNegativeInfinity(largest))
            throw new ArgumentException("CategoricalTable: there is no weight above zero.", nameof(logWeights));
        double[] weights = new double[logWeights.Length];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = WordMath.Exp(logWeights[i] - largest);
        return new CategoricalTable(weights);
    }

    /// <summary>Draws one integer.</summary>
    /// <param name="random">The generator.</param>
    /// <returns>An integer from 0 to <see cref="Count"/> - 1.</returns>
    /// <exception cref="ArgumentNullException">The generator is null.</exception>
    public int Next(Philox random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int column = random.NextBelow(_keep.Length);
        return random.NextDouble() < _keep[column] ? column : _alias[column];
    }

    /// <summary>Fills a span with independent draws.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="destination">Where to write.</param>
    /// <exception cref="ArgumentNullException">The generator is null.</exception>
    public void Fill(Philox random, Span<int> destination)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = Next(random);
    }

    /// <summary>A tensor of independent draws.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentNullException">The generator is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or the product too large.</exception>
    public Tensor<int> Sample(Philox random, params ReadOnlySpan<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(random);
        Tensor<int> tensor = Tensor.Uninitialized<int>(lengths);
        Fill(random, tensor.AsSpan());
        return tensor;
    }

    /// <summary>The probability of each integer, summed over the columns.</summary>
    internal double[] Shares()
    {
        double[] shares = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            shares[i] += _keep[i] / Count;
            shares[_alias[i]] += (1 - _keep[i]) / Count;
        }

        return shares;
    }

    internal static double LargestWeight(string operation, ReadOnlySpan<double> weights)
    {
        double largest = 0;
        foreach (double weight in weights)
        {
            if (!double.IsFinite(weight) || weight < 0)
                throw new ArgumentOutOfRangeException(nameof(weights), weight, $"{operation}: a weight is negative or not finite.");
            largest = Math.Max(largest, weight);
        }

        return largest > 0 ? largest : throw new ArgumentException($"{operation}: there is no weight above zero.", nameof(weights));
    }
}
