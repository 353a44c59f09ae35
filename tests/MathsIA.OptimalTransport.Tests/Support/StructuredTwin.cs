namespace MathsIA.OptimalTransport.Tests;

/// <summary>Dense costs that answer for their sums themselves, in the plainest way.</summary>
internal sealed class StructuredTwin(DenseCost<double> costs) : IStructuredCost<double>
{
    public int Rows => costs.Rows;

    public int Columns => costs.Columns;

    public double Entry(int row, int column) => costs.Entry(row, column);

    public ReadOnlySpan<double> Row(int row, int column, Span<double> buffer) => costs.Row(row, column, buffer);

    public void SoftMinimum(ReadOnlySpan<double> heights, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null)
    {
        for (int i = 0; i < destination.Length; i++)
            destination[i] = -epsilon * Math.Log(Weights(heights, epsilon, transposed, i).Sum());
    }

    public void KernelProduct(ReadOnlySpan<double> x, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = 0;
            for (int j = 0; j < x.Length; j++)
                destination[i] += Math.Exp(-(transposed ? Entry(j, i) : Entry(i, j)) / epsilon) * x[j];
        }
    }

    public void MeanCosts(ReadOnlySpan<double> heights, double epsilon, Span<double> destination, ComputeContext? context = null)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            double[] weights = Weights(heights, epsilon, false, i);
            destination[i] = Enumerable.Range(0, Columns).Sum(j => weights[j] * Entry(i, j)) / weights.Sum();
        }
    }

    public void LeastCosts(ReadOnlySpan<double> g, Span<double> destination, ComputeContext? context = null)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = double.PositiveInfinity;
            for (int j = 0; j < Columns; j++)
                destination[i] = Math.Min(destination[i], Entry(i, j) - g[j]);
        }
    }

    public void CostProduct(ReadOnlySpan<double> x, Span<double> destination, ComputeContext? context = null)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = 0;
            for (int j = 0; j < Columns; j++)
                destination[i] += Entry(i, j) * x[j];
        }
    }

    private double[] Weights(ReadOnlySpan<double> heights, double epsilon, bool transposed, int at)
    {
        double[] weights = heights.ToArray();
        for (int j = 0; j < weights.Length; j++)
            weights[j] = Math.Exp(weights[j] - ((transposed ? Entry(j, at) : Entry(at, j)) / epsilon));
        return weights;
    }
}
