namespace MathsIA.OptimalTransport;

/// <summary>Both marginals given: exact transport by the network simplex method.</summary>
internal sealed class CouplingOracle(Masses masses) : ILinearOracle
{
    private readonly Tensor<double> _source = Tensor.From(masses.Source);
    private readonly Tensor<double> _target = Tensor.From(masses.Target);

    public double Minimize(Tensor<double> gradient, Tensor<double> destination, CancellationToken cancellationToken)
    {
        TransportResult<double> result = new NetworkSimplex().Solve(new DenseCost<double>(gradient), _source, _target, cancellationToken: cancellationToken);
        destination.Fill(0);
        Span<double> plan = destination.AsSpan();
        int columns = destination.Shape[1];
        foreach (PlanEntry<double> entry in ((SparsePlan<double>)result.Plan).Entries)
            plan[(entry.Row * columns) + entry.Column] += entry.Mass;
        return result.LinearCost;
    }
}
