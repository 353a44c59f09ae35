using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The Sinkhorn divergence between particles and a fixed cloud for squared distances, on the plane or on a torus:
/// <c>F(x) = W(x, y) − ½ W(x, x) − ½ W(y, y)</c> with <c>W = min ⟨P, C⟩ + ε KL(P | a ⊗ b)</c>.</summary>
/// <remarks>The gradient is that of the costs under the optimal plans (envelope theorem), so it is as exact as they are. It is 0 at x = y, unlike that of W
/// alone. Cost: two entropic problems. Source: J. Feydy, T. Séjourné, F.-X. Vialard, S. Amari, A. Trouvé, G. Peyré, "Interpolating between Optimal
/// Transport and MMD using Sinkhorn Divergences", AISTATS 2019.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SinkhornDiscrepancy<T> : IParticleFunctional<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _targets;
    private readonly Sinkhorn _solver;
    private readonly PeriodicSquaredEuclideanCost<T> _cost;
    private readonly double _period;
    private readonly double _constant;
    private readonly ComputeContext? _context;

    /// <summary>Takes the cloud and the solver.</summary>
    /// <param name="targets">The fixed points y, one a row, of equal mass.</param>
    /// <param name="solver">The solver of the entropic problems, with its ε.</param>
    /// <param name="period">The period of every coordinate; infinite for the plane.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <exception cref="ArgumentNullException">The cloud or the solver is null.</exception>
    /// <exception cref="ShapeMismatchException">The cloud is not a matrix with at least one row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or the period not positive.</exception>
    public SinkhornDiscrepancy(Tensor<T> targets, Sinkhorn solver, double period = double.PositiveInfinity, ComputeContext? context = null)
    {
        PointGuard.Check(targets, nameof(SinkhornDiscrepancy<>), nameof(targets));
        ArgumentNullException.ThrowIfNull(solver);
        _cost = new(T.CreateTruncating(period));
        (_targets, _solver, _period, _context) = (targets.Contiguous(), solver, period, context);
        _constant = -0.5 * Between(_targets, _targets).DualValue;
    }

    /// <inheritdoc/>
    public double Evaluate(Tensor<T> positions, Tensor<T> gradient)
    {
        PointGuard.Check(positions, nameof(SinkhornDiscrepancy<>), nameof(positions), _targets.Shape[1]);
        ArgumentNullException.ThrowIfNull(gradient);
        if (gradient.Shape != positions.Shape)
            throw new ShapeMismatchException($"SinkhornDiscrepancy: gradient has the shape {gradient.Shape} and positions {positions.Shape}; the same is asked for.");
        Tensor<T> x = positions.Contiguous();
        TransportResult<T> across = Between(x, _targets), within = Between(x, x);
        gradient.AsSpan().Clear();
        // Both arguments of W(x, x) move: twice the one-sided gradient of a half.
        AddSlope(across.Plan, x, _targets, 1, gradient.AsSpan());
        AddSlope(within.Plan, x, x, -1, gradient.AsSpan());
        return across.DualValue - (0.5 * within.DualValue) + _constant;
    }

    private TransportResult<T> Between(Tensor<T> x, Tensor<T> y) => _solver.Solve(new PointCloudCost<T, PeriodicSquaredEuclideanCost<T>>(x, y, _cost), context: _context);

    /// <summary>Adds <c>factor Σ_j P_ij 2 (x_i − y_j)</c>, the shorter way on a torus.</summary>
    private void AddSlope(ITransportPlan<T> plan, Tensor<T> x, Tensor<T> y, double factor, Span<T> gradient)
    {
        ReadOnlySpan<T> masses = plan.ToDense().AsSpan(), from = x.AsSpan(), to = y.AsSpan();
        int dimension = x.Shape[1], columns = y.Shape[0];
        var sums = new double[dimension];
        for (int i = 0; i < x.Shape[0]; i++)
        {
            Array.Clear(sums);
            for (int j = 0; j < columns; j++)
            {
                double mass = double.CreateTruncating(masses[(i * columns) + j]);
                for (int k = 0; k < dimension; k++)
                {
                    double difference = double.CreateTruncating(from[(i * dimension) + k] - to[(j * dimension) + k]);
                    if (double.IsFinite(_period))
                        difference -= _period * Math.Round(difference / _period);
                    sums[k] += 2 * mass * difference;
                }
            }

            for (int k = 0; k < dimension; k++)
                gradient[(i * dimension) + k] += T.CreateTruncating(factor * sums[k]);
        }
    }
}
