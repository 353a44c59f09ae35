using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>What the potentials of an entropic barycenter say.</summary>
internal static class BarycenterAnswer
{
    /// <summary>Beyond so many entries the plans are not gone through.</summary>
    private const long MostCells = 1L << 26;

    /// <param name="problem">The measures.</param>
    /// <param name="state">The potentials, with every plan meeting its measure.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="selfValues">The transport of each measure to itself, for the debiased objective; null for the plain one.</param>
    /// <param name="status">How the run ended.</param>
    /// <param name="iterations">Iterations taken.</param>
    /// <param name="context">How to use the machine.</param>
    /// <param name="elapsed">The time taken, asked for last.</param>
    public static BarycenterResult<T> Result<T>(
        BarycenterProblem<T> problem, BarycenterState<T> state, double epsilon, double[]? selfValues, Status status, int iterations, ComputeContext? context, Func<TimeSpan> elapsed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = problem.Count, support = problem.Support;
        double total = problem.Total, dual = 0;
        double[] masses = new double[support], ones = new double[support], errors = new double[count];
        Array.Fill(ones, 1);
        var plans = new EntropicPlan<T>[count];
        double[][] marginals = new double[count][];
        for (int k = 0; k < count; k++)
        {
            marginals[k] = new double[support];
            for (int i = 0; i < support; i++)
            {
                marginals[k][i] = LogDomain.Ratio(state.F[k][i], state.SupportMinima[k][i], epsilon);
                masses[i] += problem.Weights[k] * marginals[k][i];
            }

            plans[k] = new(problem.Costs[k], ones, problem.Measures[k], Lowered(state.F[k]), LogDomain.ForPlans(state.G[k]), epsilon);
            dual += problem.Weights[k] * (Doubles.Dot(problem.Measures[k], state.G[k]) - (selfValues is null ? epsilon * total : (selfValues[k] + (epsilon * (total - (total * total)))) / 2));
        }

        // The arithmetic mean has the mass of the measures exactly; at convergence all means agree.
        for (int k = 0; k < count; k++)
        {
            for (int i = 0; i < support; i++)
                errors[k] += Math.Abs(marginals[k][i] - masses[i]) / total;
        }

        double? value = null;
        double[]? linear = null;
        if (problem.Cells <= MostCells || Array.TrueForAll(problem.Costs, cost => cost is IStructuredCost<T>))
        {
            (value, linear) = (0, new double[count]);
            for (int k = 0; k < count; k++)
            {
                (linear[k], double objective) = problem.Costs[k] is IStructuredCost<T> structured
                    ? StructuredPlan.Values(structured, Lowered(state.F[k]), LogDomain.ForPlans(state.G[k]), masses, problem.Measures[k], epsilon, context)
                    : RoundedPlan.Values(plans[k], problem.Costs[k], masses, problem.Measures[k], epsilon);
                value += problem.Weights[k] == 0 ? 0 : problem.Weights[k] * objective;
            }
        }

        return new()
        {
            Masses = Doubles.Tensor<T>(masses),
            Plans = plans,
            LinearCosts = linear,
            Value = selfValues is null ? value : dual,
            DualValue = dual,
            SupportPotentials = Array.ConvertAll(state.F, f => Doubles.Tensor<T>(f)),
            MeasurePotentials = Array.ConvertAll(state.G, g => Doubles.Tensor<T>(g)),
            MarginalErrors = errors,
            Status = status,
            Iterations = iterations,
            Elapsed = elapsed(),
        };
    }

    /// <summary>Potentials that plans may be made of: −∞, where there is no mass, becomes a number of no effect.</summary>
    private static double[] Lowered(double[] potentials) => Array.ConvertAll(potentials, f => Math.Clamp(f, -1e300, 1e300));
}
