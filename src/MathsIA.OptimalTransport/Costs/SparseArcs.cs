using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Arcs grouped by the side they start from, and the sums over each group.</summary>
internal sealed class SparseArcs<T>(int[] starts, int[] ends, double[] costs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int Count => ends.Length;

    /// <summary>Where the arcs of a group end.</summary>
    public ReadOnlySpan<int> Ends(int group) => ends.AsSpan(starts[group]..starts[group + 1]);

    /// <summary>The costs of the arcs of a group.</summary>
    public ReadOnlySpan<double> Costs(int group) => costs.AsSpan(starts[group]..starts[group + 1]);

    public CostRange Range
    {
        get
        {
            double[] finite = Array.FindAll(costs, double.IsFinite);
            return finite.Length == 0 ? new(0, 0) : new(finite.Min(), finite.Max());
        }
    }

    /// <summary>The same arcs grouped by the side they end on.</summary>
    public SparseArcs<T> Transposed(int count)
    {
        var turned = new int[count + 1];
        foreach (int end in ends)
            turned[end + 1]++;
        for (int j = 0; j < count; j++)
            turned[j + 1] += turned[j];
        int[] next = turned[..count], sources = new int[ends.Length];
        var values = new double[ends.Length];
        for (int i = 0; i < starts.Length - 1; i++)
        {
            for (int arc = starts[i]; arc < starts[i + 1]; arc++)
            {
                int place = next[ends[arc]]++;
                (sources[place], values[place]) = (i, costs[arc]);
            }
        }

        return new(turned, sources, values);
    }

    /// <summary>Writes the costs of one group where they belong in a stretch.</summary>
    public void Scatter(int group, int first, Span<T> destination)
    {
        for (int arc = starts[group]; arc < starts[group + 1]; arc++)
        {
            int place = ends[arc] - first;
            if ((uint)place < (uint)destination.Length)
                destination[place] = T.CreateTruncating(costs[arc]);
        }
    }

    /// <summary>Soft minima, mean costs under the same weights, or both: an empty destination is left out.</summary>
    public void SoftMinimum(ReadOnlySpan<double> heights, double epsilon, Span<double> minima, Span<double> means)
    {
        for (int i = 0; i < starts.Length - 1; i++)
        {
            double largest = double.NegativeInfinity, sum = 0, cost = 0;
            for (int arc = starts[i]; arc < starts[i + 1]; arc++)
                largest = Math.Max(largest, heights[ends[arc]] - (costs[arc] / epsilon));
            for (int arc = starts[i]; arc < starts[i + 1] && double.IsFinite(largest); arc++)
            {
                double weight = Math.Exp(heights[ends[arc]] - (costs[arc] / epsilon) - largest);
                sum += weight;
                cost += weight == 0 ? 0 : weight * costs[arc];
            }

            if (!minima.IsEmpty)
                minima[i] = sum == 0 ? (double.IsNaN(largest) ? largest : double.PositiveInfinity) : -epsilon * (largest + Math.Log(sum));
            if (!means.IsEmpty)
                means[i] = sum == 0 ? 0 : cost / sum;
        }
    }

    public void KernelProduct(ReadOnlySpan<double> x, double epsilon, Span<double> destination)
    {
        for (int i = 0; i < starts.Length - 1; i++)
        {
            double sum = 0;
            for (int arc = starts[i]; arc < starts[i + 1]; arc++)
                sum += Math.Exp(-costs[arc] / epsilon) * x[ends[arc]];
            destination[i] = sum;
        }
    }

    public void LeastCosts(ReadOnlySpan<double> g, Span<double> destination)
    {
        for (int i = 0; i < starts.Length - 1; i++)
        {
            double least = double.PositiveInfinity;
            for (int arc = starts[i]; arc < starts[i + 1]; arc++)
                least = Math.Min(least, costs[arc] - g[ends[arc]]);
            destination[i] = least;
        }
    }

    public void CostProduct(ReadOnlySpan<double> x, Span<double> destination)
    {
        int positive = 0;
        foreach (double weight in x)
            positive += weight > 0 ? 1 : 0;
        for (int i = 0; i < starts.Length - 1; i++)
        {
            double sum = 0;
            int met = 0;
            for (int arc = starts[i]; arc < starts[i + 1]; arc++)
            {
                double weight = x[ends[arc]];
                sum += weight == 0 ? 0 : weight * costs[arc];
                met += weight > 0 ? 1 : 0;
            }

            destination[i] = met < positive ? double.PositiveInfinity : sum;
        }
    }
}
