using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Approximate message passing with soft thresholding: iterative thresholding whose residual remembers what it was, and whose error
/// <see cref="StateEvolution"/> predicts exactly in the limit of large Gaussian matrices.</summary>
/// <remarks>
/// <para><c>x⁺ = S_θ(x + A*z)</c>, <c>z⁺ = y − A x⁺ + z ‖x⁺‖₀/m</c>, with the threshold <c>θ = α ‖z‖/√m</c>. For columns of unit norm with independent
/// entries the fixed points are those of the Lasso, and without noise the sparsity up to which it recovers is that of l1 minimization,
/// <see cref="PhaseTransition.WeakThreshold"/> (Donoho, Maleki, Montanari, "Message-passing algorithms for compressed sensing", PNAS 106(45), 2009).
/// For other matrices it may diverge: the status then says so, and the best point comes back.</para>
/// <para>A step costs one product with A and one with its adjoint.</para>
/// </remarks>
public sealed record ApproximateMessagePassing : ISparseRecoveryMethod
{
    private const string Operation = nameof(ApproximateMessagePassing);

    /// <summary>The factor α of the threshold, positive; null, the default, for the minimax value at the present <c>δ = m/n</c>,
    /// <see cref="PhaseTransition.MinimaxThreshold"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? ThresholdFactor
    {
        get;
        init => field = value is { } factor ? Guard.Positive(factor, Operation, nameof(value)) : null;
    }

    /// <inheritdoc/>
    public int? NaturalEnd => null;

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ILinearOperator<T> sensing, Tensor<T> measurements) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SensingGuard.Problem(sensing, measurements, Operation);
        double delta = (double)sensing.Range.ElementCount / sensing.Domain.ElementCount;
        double factor = ThresholdFactor ?? PhaseTransition.MinimaxThreshold(Math.Min(delta, 1));
        return new Iteration<T>(new SensingProblem<T>(sensing, measurements), T.CreateChecked(factor));
    }

    private sealed class Iteration<T> : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly SensingProblem<T> _problem;
        private readonly T _factor;
        private readonly T[] _estimate;
        private readonly T[] _corrected;

        public Iteration(SensingProblem<T> problem, T factor)
        {
            _problem = problem;
            _factor = factor;
            _estimate = new T[problem.Columns];
            _corrected = (T[])problem.Measurements.Clone();
        }

        public Tensor<T> Point => _problem.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => _problem.Measure();

        public bool Step()
        {
            Span<T> x = Point.AsSpan();
            T rows = T.CreateChecked(_problem.Rows), threshold = _factor * Vectors.Norm<T>(_corrected) / T.Sqrt(rows);
            _problem.Correlate(_corrected, _estimate);
            int active = 0;
            bool moved = false;
            for (int i = 0; i < x.Length; i++)
            {
                T value = x[i] + _estimate[i], size = T.Abs(value) - threshold;
                // Not (size > 0) alone: NaN must pass through to be seen.
                T next = size <= T.Zero ? T.Zero : T.CopySign(size, value);
                active += next != T.Zero ? 1 : 0;
                moved |= next != x[i];
                x[i] = next;
            }

            _problem.UpdateResidual();
            // The Onsager term: the old residual, times the mean derivative of the threshold over δ.
            Vectors.AddScaled(_problem.Residual, T.CreateChecked(active) / rows, _corrected, _corrected);
            return moved;
        }
    }
}
