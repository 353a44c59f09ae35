namespace MathsIA.OptimalTransport;

/// <summary>The marginal of the rows alone given: each source sends all its mass where it is cheapest.</summary>
internal sealed class RowOracle(Masses masses) : ILinearOracle
{
    public double Minimize(Tensor<double> gradient, Tensor<double> destination, CancellationToken cancellationToken)
    {
        destination.Fill(0);
        ReadOnlySpan<double> costs = gradient.AsSpan();
        Span<double> plan = destination.AsSpan();
        int columns = gradient.Shape[1];
        double value = 0;
        for (int i = 0; i < masses.Source.Length; i++)
        {
            ReadOnlySpan<double> row = costs.Slice(i * columns, columns);
            int best = 0;
            for (int j = 1; j < columns; j++)
            {
                if (row[j] < row[best])
                    best = j;
            }

            plan[(i * columns) + best] = masses.Source[i];
            value += masses.Source[i] * row[best];
        }

        return value;
    }
}
