using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The squared maximum mean discrepancy between particles and a fixed cloud as a functional of the particles: they repel each other and are
/// drawn to the cloud.</summary>
/// <remarks>Value and gradient are those of <see cref="MaximumMeanDiscrepancy"/>, in tiles: memory O(n + m). On a torus take a <see cref="PeriodicKernel{T, TKernel}"/>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>; sums are kept in doubles.</typeparam>
/// <typeparam name="TKernel">The kernel.</typeparam>
public sealed class KernelDiscrepancy<T, TKernel> : IParticleFunctional<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TKernel : struct, IKernel<T>
{
    private readonly Tensor<T> _targets;
    private readonly TKernel _kernel;
    private readonly ComputeContext? _context;

    /// <summary>Takes the cloud and the kernel.</summary>
    /// <param name="targets">The fixed points y, one a row.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <exception cref="ArgumentNullException">The cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">The cloud is not a matrix with at least one row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public KernelDiscrepancy(Tensor<T> targets, TKernel kernel, ComputeContext? context = null)
    {
        PointGuard.Check(targets, nameof(KernelDiscrepancy<,>), nameof(targets));
        (_targets, _kernel, _context) = (targets.Clone(), kernel, context);
    }

    /// <inheritdoc/>
    public double Evaluate(Tensor<T> positions, Tensor<T> gradient)
    {
        PointGuard.Gradient(positions, gradient, _targets.Shape[1], nameof(KernelDiscrepancy<,>));
        MaximumMeanDiscrepancy.SourcePositions(positions, _targets, _kernel, context: _context).CopyTo(gradient.AsSpan());
        return MaximumMeanDiscrepancy.Squared(positions, _targets, _kernel, context: _context);
    }
}
