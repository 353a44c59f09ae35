using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The Sinkhorn divergence between particles and a fixed cloud as a functional of the particles.</summary>
/// <remarks>Value and gradient are those of <see cref="SinkhornDivergence"/>: the gradient is that of the costs under the optimal plans (envelope theorem), so it is as exact
/// as they are, and 0 where the particles are the cloud. On a torus take a <see cref="PeriodicCost{T, TCost}"/>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <typeparam name="TCost">The cost between two points.</typeparam>
public sealed class SinkhornDiscrepancy<T, TCost> : IParticleFunctional<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TCost : struct, IDifferentiableCost<T>
{
    private readonly Tensor<T> _targets;
    private readonly SinkhornDivergence _divergence;
    private readonly TCost _cost;
    private readonly ComputeContext? _context;

    /// <summary>Takes the cloud and the divergence.</summary>
    /// <param name="targets">The fixed points y, one a row, of equal mass.</param>
    /// <param name="divergence">The divergence, with its ε and tolerance.</param>
    /// <param name="cost">The cost between two points.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <exception cref="ArgumentNullException">The cloud or the divergence is null.</exception>
    /// <exception cref="ShapeMismatchException">The cloud is not a matrix with at least one row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public SinkhornDiscrepancy(Tensor<T> targets, SinkhornDivergence divergence, TCost cost = default, ComputeContext? context = null)
    {
        PointGuard.Check(targets, nameof(SinkhornDiscrepancy<,>), nameof(targets));
        ArgumentNullException.ThrowIfNull(divergence);
        (_targets, _divergence, _cost, _context) = (targets.Clone(), divergence, cost, context);
    }

    /// <inheritdoc/>
    public double Evaluate(Tensor<T> positions, Tensor<T> gradient)
    {
        PointGuard.Gradient(positions, gradient, _targets.Shape[1], nameof(SinkhornDiscrepancy<,>));
        SinkhornDivergenceResult<T> result = _divergence.Solve(positions, _targets, _cost, context: _context);
        result.SourcePositions(positions, _targets, _cost).CopyTo(gradient.AsSpan());
        return result.Value;
    }
}
