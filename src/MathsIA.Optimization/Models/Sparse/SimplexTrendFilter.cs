using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Simplex-constrained trend filtering: <c>min Σ_i (y_i − ⟨M_i, W_i⟩)² + λ TV(W)</c> over rows <c>W_i</c> of the probability simplex.</summary>
/// <remarks>
/// <para>A mixture of m signals whose proportions jump at few times. Solved by the primal-dual method of Condat (J. Optim. Theory Appl. 158,
/// 2013) and Vu, with the gradient of the squares, the projection onto the simplex, and the differences in the dual.</para>
/// <para>The gap is certified: for residuals <c>r_i</c> and a feasible dual u, <c>Σ 2 r_i y_i − r_i² + min_j ((Dᵀu)_ij − 2 r_i M_ij)</c> is a lower bound.</para>
/// </remarks>
public static class SimplexTrendFilter
{
    private const string Operation = "SimplexTrendFilter.Fit";
    private const int StepsPerLook = 25;

    /// <summary>The weights for one strength of the penalty.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="signals">The signals to be mixed, one row a time: [n, m].</param>
    /// <param name="targets">The mixture: [n].</param>
    /// <param name="lambda">The weight λ, positive.</param>
    /// <param name="penalty">What is penalized.</param>
    /// <param name="tolerance">Converged when the gap is at most this times the squared norm of the targets; null for 1e-6, in float 1e-4.</param>
    /// <param name="maxIterations">The most steps.</param>
    /// <param name="cancellationToken">Ends the estimation; the best pair seen is the answer.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, there is no signal, or there are not as many targets as rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or an element is not finite.</exception>
    public static SimplexTrendFilterModel<T> Fit<T>(Tensor<T> signals, Tensor<T> targets, double lambda, TrendPenalty penalty = TrendPenalty.Entries, double? tolerance = null, int maxIterations = 200_000, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(signals, 2, Operation);
        if (signals.IsEmpty)
            throw new ShapeMismatchException(Operation, $"the signals {signals.Shape} are empty.", nameof(signals));
        Guard.Shape(targets, new Shape(signals.Shape[0]), Operation);
        Guard.Finite(signals, Operation);
        Guard.Finite(targets, Operation);
        Guard.Positive(lambda, Operation);
        Guard.AtLeastOne(maxIterations, Operation);
        double asked = Guard.NonNegative(tolerance ?? (typeof(T) == typeof(float) ? 1e-4 : 1e-6), Operation, nameof(tolerance));
        if (penalty is not (TrendPenalty.Entries or TrendPenalty.Rows))
            throw new ArgumentOutOfRangeException(nameof(penalty), penalty, $"{Operation}: there is no such penalty.");
        var iteration = new SimplexTrendIteration<T>(signals, targets, T.CreateChecked(lambda), penalty);
        T target = T.CreateChecked(asked) * Vectors.Dot(targets.Contiguous(), targets.Contiguous());
        T objective = T.PositiveInfinity, gap = T.PositiveInfinity;
        (T[] weights, T[] dual) = ((T[])iteration.Weights.Clone(), (T[])iteration.Dual.Clone());
        for (int k = 0; ; k++)
        {
            if (k % StepsPerLook == 0 || k == maxIterations)
            {
                (T hereObjective, T hereGap) = iteration.Measure();
                if (hereGap < gap)
                {
                    (objective, gap) = (hereObjective, hereGap);
                    iteration.Weights.CopyTo(weights, 0);
                    iteration.Dual.CopyTo(dual, 0);
                }

                Status? status = !T.IsFinite(hereObjective) ? Status.NonFinite : gap <= target ? Status.Converged
                    : cancellationToken.IsCancellationRequested ? Status.Cancelled : k >= maxIterations ? Status.IterationLimit : null;
                if (status is { } ended)
                {
                    iteration.Restore(weights, dual);
                    return new SimplexTrendFilterModel<T>
                    {
                        Weights = Tensor.From(weights, signals.Shape[0], signals.Shape[1]),
                        Dual = Tensor.From(dual, signals.Shape[0] - 1, signals.Shape[1]),
                        Objective = objective,
                        Gap = gap,
                        Violation = iteration.Violation(),
                        Status = ended,
                        Iterations = k,
                    };
                }
            }

            iteration.Step();
        }
    }
}
