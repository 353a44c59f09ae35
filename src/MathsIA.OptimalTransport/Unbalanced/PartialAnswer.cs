using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What the potentials of a partial problem say, with bounds from a plan rounded to exact constraints.</summary>
/// <remarks>Rounding: columns that hold too much are scaled down, and the mass that this takes away goes, as a product, where both sides have room.</remarks>
internal sealed class PartialAnswer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ICostGeometry<T> _costs;
    private readonly Masses _masses;
    private readonly double _mass;
    private readonly double _epsilon;
    private readonly EntropicPlan<T> _plan;
    private readonly ComputeContext? _context;
    private readonly double[] _row;
    private readonly T[] _buffer;

    public PartialAnswer(ICostGeometry<T> costs, Masses masses, double mass, PartialState<T> state, double epsilon, ComputeContext? context)
    {
        (_costs, _masses, _mass, _epsilon, _context) = (costs, masses, mass, epsilon, context);
        (_row, _buffer) = (new double[costs.Columns], new T[costs.Columns]);
        Level = double.IsFinite(state.Level) ? state.Level : 0;
        F = state.F;
        G = state.G;
        Raised = Array.ConvertAll(F, f => f + Level);
        _plan = new(costs, masses, Raised, G, epsilon);
    }

    private double Level { get; }

    private double[] F { get; }

    private double[] G { get; }

    private double[] Raised { get; }

    public PartialSinkhornResult<T> Result(Status status, int iterations, double marginalError, Func<TimeSpan> elapsed)
    {
        double[] a = _masses.Source, b = _masses.Target;
        PlanSums sums = PlanSums.Of(_plan, _context);
        double product = a.Sum() * b.Sum(), excess = 0;
        for (int i = 0; i < a.Length; i++)
            excess += Math.Max(0, sums.Rows[i] - a[i]);
        for (int j = 0; j < b.Length; j++)
            excess += Math.Max(0, sums.Columns[j] - b[j]);
        double weights = Doubles.Dot(b, G) + (Level * _mass);
        double dual = Doubles.Dot(a, F) + weights - (_epsilon * (sums.Mass - product));
        (double cost, double divergence) = Rounded(sums.Columns);
        double[] feasible = Array.ConvertAll(sums.Least, least => Math.Min(0, least - Level));
        return new()
        {
            Plan = _plan,
            Mass = sums.Mass,
            SourceMarginal = Doubles.Tensor<T>(sums.Rows),
            TargetMarginal = Doubles.Tensor<T>(sums.Columns),
            LinearCost = sums.LinearCost,
            KlValue = sums.LinearCost + (_epsilon * (sums.Divergence - sums.Mass + product)),
            DualValue = dual,
            Gap = cost + (_epsilon * (divergence - _mass + product)) - dual,
            LowerBound = Doubles.Dot(a, feasible) + weights,
            UpperBound = status == Status.Infeasible ? double.PositiveInfinity : cost,
            MarginalError = marginalError,
            Excess = excess / _mass,
            MassMultiplier = Level,
            SourcePotentials = Doubles.Tensor<T>(F),
            TargetPotentials = Doubles.Tensor<T>(G),
            Status = status,
            Iterations = iterations,
            Elapsed = elapsed(),
        };
    }

    /// <summary>Linear cost and <c>Σ P log(P/(a b))</c> of the rounded plan.</summary>
    private (double Cost, double Divergence) Rounded(double[] columns)
    {
        double[] a = _masses.Source, b = _masses.Target, scale = new double[b.Length], room = new double[b.Length], held = new double[a.Length];
        double kept = 0, columnRoom = 0, rowRoom = 0;
        for (int j = 0; j < b.Length; j++)
        {
            scale[j] = columns[j] > b[j] ? b[j] / columns[j] : 1;
            kept += scale[j] * columns[j];
            room[j] = b[j] - (scale[j] * columns[j]);
            columnRoom += room[j];
        }

        for (int i = 0; i < a.Length; i++)
        {
            _plan.Row(i, _buffer, _row);
            for (int j = 0; j < b.Length; j++)
                held[i] += scale[j] * _row[j];
            rowRoom += Math.Max(0, a[i] - held[i]);
        }

        double missing = Math.Max(0, _mass - kept), fill = missing > 0 && columnRoom > 0 && rowRoom > 0 ? missing / (columnRoom * rowRoom) : 0, cost = 0, divergence = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ReadOnlySpan<T> row = _plan.Row(i, _buffer, _row);
            double filled = fill * Math.Max(0, a[i] - held[i]);
            for (int j = 0; j < b.Length; j++)
            {
                double p = (scale[j] * _row[j]) + (filled * room[j]);
                if (p <= 0)
                    continue;
                cost += p * double.CreateTruncating(row[j]);
                divergence += p * Math.Log(p / (a[i] * b[j]));
            }
        }

        return (cost, divergence);
    }
}
