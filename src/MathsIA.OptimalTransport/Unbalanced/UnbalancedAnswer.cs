using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What a pair of potentials of an unbalanced problem says: every value, marginals, gradients, bounds.</summary>
internal sealed class UnbalancedAnswer<T>(ICostGeometry<T> costs, Masses masses, UnbalancedState<T> state, IMarginalPenalty source, IMarginalPenalty target, double epsilon, ComputeContext? context)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Allowed = 1e-9;

    public UnbalancedResult<T> Result(Status status, int iterations, double marginalError, Func<TimeSpan> elapsed)
    {
        double[] a = masses.Source, b = masses.Target, f = LogDomain.ForPlans(state.F), g = LogDomain.ForPlans(state.G);
        var plan = new EntropicPlan<T>(costs, masses, f, g, epsilon);
        PlanSums sums = PlanSums.Of(plan, context);
        double from = a.Sum(), to = b.Sum(), total = Math.Max(from, to);
        (double sourcePenalty, double sourceViolation) = Penalty(source, a, sums.Rows);
        (double targetPenalty, double targetViolation) = Penalty(target, b, sums.Columns);
        double violation = (sourceViolation + targetViolation) / total;
        double kl = sums.LinearCost + (epsilon * (sums.Divergence - sums.Mass + (from * to)));
        double primal = kl + sourcePenalty + targetPenalty;
        double targetDual = Dual(target, b, state.G), dual = Dual(source, a, state.F) + targetDual - (epsilon * (sums.Mass - (from * to)));
        return new()
        {
            Plan = plan,
            Mass = sums.Mass,
            SourceMarginal = Doubles.Tensor<T>(sums.Rows),
            TargetMarginal = Doubles.Tensor<T>(sums.Columns),
            LinearCost = sums.LinearCost,
            SourcePenalty = sourcePenalty,
            TargetPenalty = targetPenalty,
            KlValue = kl,
            PrimalValue = primal,
            DualValue = dual,
            Gap = primal - dual,
            LowerBound = Dual(source, a, sums.Least) + targetDual,
            UpperBound = violation <= Allowed ? sums.LinearCost + sourcePenalty + targetPenalty : double.PositiveInfinity,
            MarginalError = marginalError,
            Violation = violation,
            SourcePotentials = Doubles.Tensor<T>(state.F),
            TargetPotentials = Doubles.Tensor<T>(state.G),
            SourceGradient = Doubles.Tensor<T>(Gradient(source, state.F, state.SourceMinima, to)),
            TargetGradient = Doubles.Tensor<T>(Gradient(target, state.G, state.TargetMinima, from)),
            Status = status,
            Iterations = iterations,
            Elapsed = elapsed(),
        };
    }

    private static (double Penalty, double Violation) Penalty(IMarginalPenalty penalty, double[] masses, double[] marginal)
    {
        double value = 0, violation = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            if (masses[i] == 0)
                continue;
            double ratio = marginal[i] / masses[i], nearest = penalty.Nearest(ratio);
            value += masses[i] * penalty.Value(nearest);
            violation += masses[i] * Math.Abs(ratio - nearest);
        }

        return (value, violation);
    }

    private static double Dual(IMarginalPenalty penalty, double[] masses, double[] potentials)
    {
        double sum = 0;
        for (int i = 0; i < masses.Length; i++)
            sum += masses[i] == 0 ? 0 : masses[i] * penalty.DualValue(potentials[i]);
        return sum;
    }

    private double[] Gradient(IMarginalPenalty penalty, double[] potentials, double[] minima, double other)
    {
        var gradient = new double[potentials.Length];
        for (int i = 0; i < gradient.Length; i++)
            gradient[i] = penalty.DualValue(potentials[i]) - (epsilon * (LogDomain.Ratio(potentials[i], minima[i], epsilon) - other));
        return gradient;
    }
}
