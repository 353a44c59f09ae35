using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A cost between points that is symmetric, <c>c(x, y) = c(y, x)</c>, and has a gradient: what gradients with respect to positions ask for.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface IDifferentiableCost<T> : IGroundCost<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Adds a weighted sum of gradients with respect to the first point: <c>gradient ← gradient + Σ_j w_j ∇_x c(x, y_j)</c>.</summary>
    /// <param name="source">The coordinates of the point x.</param>
    /// <param name="targets">The targets y_j, coordinate by coordinate: coordinate k of target j is element <c>k stride + j</c>.</param>
    /// <param name="stride">How far one coordinate lies from the next.</param>
    /// <param name="weights">The weights w_j, one a target.</param>
    /// <param name="gradient">What is added to, one number a coordinate.</param>
    void AddGradient(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, ReadOnlySpan<T> weights, Span<double> gradient);
}
