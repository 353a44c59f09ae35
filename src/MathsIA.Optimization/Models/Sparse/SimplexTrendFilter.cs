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
    /// <param name="options">What is penalized, and when to stop; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the estimation; the best pair seen is the answer.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, there is no signal, or there are not as many targets as rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite, or an element is not finite.</exception>
    public static SimplexTrendFilterModel<T> Fit<T>(Tensor<T> signals, Tensor<T> targets, double lambda, SimplexTrendFilterOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(signals, 2, Operation);
        if (signals.IsEmpty)
            throw new ShapeMismatchException(Operation, $"the signals {signals.Shape} are empty.", nameof(signals));
        Guard.Shape(targets, new Shape(signals.Shape[0]), Operation);
        Guard.Finite(signals, Operation);
        Guard.Finite(targets, Operation);
        Guard.Positive(lambda, Operation);
        options ??= new SimplexTrendFilterOptions();
        double asked = options.Tolerance ?? (typeof(T) == typeof(float) ? 1e-4 : 1e-6);
        var iteration = new SimplexTrendIteration<T>(signals, targets, T.CreateChecked(lambda), options.Penalty);
        T target = T.CreateChecked(asked) * Vectors.Dot(targets.Contiguous(), targets.Contiguous());
        T objective = T.PositiveInfinity, gap = T.PositiveInfinity;
        (T[] weights, T[] dual) = ((T[])iteration.Weights.Clone(), (T[])iteration.Dual.Clone());
        for (int k = 0; ; k++)
        {
            if (k % StepsPerLook == 0 || k == options.MaxIterations)
            {
                (T hereObjective, T hereGap) = iteration.Measure();
                if (hereGap < gap)
                {
                    (objective, gap) = (hereObjective, hereGap);
                    iteration.Weights.CopyTo(weights, 0);
                    iteration.Dual.CopyTo(dual, 0);
                }

                Status? status = !T.IsFinite(hereObjective) ? Status.NonFinite : gap <= target ? Status.Converged
                    : cancellationToken.IsCancellationRequested ? Status.Cancelled : k >= options.MaxIterations ? Status.IterationLimit : null;
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
