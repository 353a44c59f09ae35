using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Any cost on a torus: every coordinate goes round after a period, and the shorter way counts.</summary>
/// <remarks>The cost to the nearest copy of the target, coordinate by coordinate: for costs that rise with the difference in each coordinate.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <typeparam name="TCost">The cost on the plane.</typeparam>
public readonly record struct PeriodicCost<T, TCost> : IDifferentiableCost<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TCost : struct, IDifferentiableCost<T>
{
    private readonly TCost _cost;
    private readonly T _period;

    /// <summary>Takes the period and the cost.</summary>
    /// <param name="period">The period of every coordinate.</param>
    /// <param name="cost">The cost on the plane.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is not positive and finite.</exception>
    public PeriodicCost(double period, TCost cost = default) => (_period, _cost) = (NearestImages.Check<T>(period, nameof(PeriodicCost<,>)), cost);

    /// <inheritdoc/>
    public void Costs(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination)
    {
        using var images = new Workspace<T>((long)source.Length * destination.Length);
        NearestImages.Of(source, targets, stride, _period, destination.Length, images.Span);
        _cost.Costs(source, images.Span, destination.Length, destination);
    }

    /// <inheritdoc/>
    public void AddGradient(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, ReadOnlySpan<T> weights, Span<double> gradient)
    {
        using var images = new Workspace<T>((long)source.Length * weights.Length);
        NearestImages.Of(source, targets, stride, _period, weights.Length, images.Span);
        _cost.AddGradient(source, images.Span, weights.Length, weights, gradient);
    }
}
