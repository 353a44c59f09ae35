using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Any kernel on a torus: every coordinate goes round after a period, and the shorter way counts.</summary>
/// <remarks>The kernel to the nearest copy alone. It should have died down at half a period: its slope jumps there, and it need not be positive definite otherwise.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <typeparam name="TKernel">The kernel on the plane.</typeparam>
public readonly record struct PeriodicKernel<T, TKernel> : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TKernel : struct, IKernel<T>
{
    private readonly TKernel _kernel;
    private readonly T _period;

    /// <summary>Takes the period and the kernel.</summary>
    /// <param name="period">The period of every coordinate.</param>
    /// <param name="kernel">The kernel on the plane.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is not positive and finite.</exception>
    public PeriodicKernel(double period, TKernel kernel = default) => (_period, _kernel) = (NearestImages.Check<T>(period, nameof(PeriodicKernel<,>)), kernel);

    /// <inheritdoc/>
    public void Values(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination)
    {
        using var images = new Workspace<T>((long)source.Length * destination.Length);
        NearestImages.Of(source, targets, stride, _period, destination.Length, images.Span);
        _kernel.Values(source, images.Span, destination.Length, destination);
    }

    /// <inheritdoc/>
    public void AddGradient(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, ReadOnlySpan<T> weights, Span<double> gradient)
    {
        using var images = new Workspace<T>((long)source.Length * weights.Length);
        NearestImages.Of(source, targets, stride, _period, weights.Length, images.Span);
        _kernel.AddGradient(source, images.Span, weights.Length, weights, gradient);
    }
}
