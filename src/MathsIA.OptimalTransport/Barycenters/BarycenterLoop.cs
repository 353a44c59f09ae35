using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Runs the iterations of an entropic barycenter, with ε brought down in stages.</summary>
internal static class BarycenterLoop
{
    private const double StageTolerance = 1e-2;

    public static (Status Status, int Iterations) Run<T>(
        BarycenterState<T> state, BarycenterProblem<T> problem, BarycenterScalings<T>? scalings, double target, double scaling, double tolerance, int maxIterations, IProgress<SinkhornProgress>? progress, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double epsilon = scaling < 1 ? Math.Max(target, CostRange.Of(problem.Costs[0]).Spread) : target, total = problem.Total;
        Status status;
        int iterations = 0;
        while (true)
        {
            double error = (scalings is not null && scalings.TryIterate(epsilon, out double found) ? found : state.Iterate(epsilon)) / total;
            iterations++;
            progress?.Report(new(iterations, epsilon, error));
            if (!double.IsFinite(error))
                status = Status.NonFinite;
            else if (epsilon == target && error <= tolerance)
                status = Status.Converged;
            else if (iterations >= maxIterations)
                status = Status.IterationLimit;
            else if (cancellationToken.IsCancellationRequested)
                status = Status.Cancelled;
            else
            {
                if (epsilon > target && error <= StageTolerance)
                    epsilon = Math.Max(target, epsilon * scaling);
                continue;
            }

            break;
        }

        scalings?.Store();
        // Plans for the epsilon asked for that meet their measures, whatever the stage.
        for (int k = 0; k < problem.Count; k++)
        {
            state.MeetMeasure(k, target);
            for (int j = 0; j < state.G[k].Length; j++)
            {
                if (problem.Measures[k][j] > 0 && double.IsPositiveInfinity(state.G[k][j]))
                    status = Status.Infeasible;
            }
        }

        return (status, iterations);
    }
}
