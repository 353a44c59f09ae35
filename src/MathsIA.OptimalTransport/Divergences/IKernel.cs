using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A kernel k(x, y) between points: a struct, so that the loops over points are compiled for it. Symmetric, and (conditionally) positive definite where
/// what is made of it is to be a distance.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface IKernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The kernel between one point and several.</summary>
    /// <param name="source">The coordinates of the point x.</param>
    /// <param name="targets">The targets y_j, coordinate by coordinate: coordinate k of target j is element <c>k stride + j</c>.</param>
    /// <param name="stride">How far one coordinate lies from the next.</param>
    /// <param name="destination">Receives <c>k(x, y_j)</c> for as many targets as it is long.</param>
    void Values(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination);

    /// <summary>Adds a weighted sum of gradients with respect to the first point: <c>gradient ← gradient + Σ_j w_j ∇_x k(x, y_j)</c>.</summary>
    /// <param name="source">The coordinates of the point x.</param>
    /// <param name="targets">The targets, as above.</param>
    /// <param name="stride">How far one coordinate lies from the next.</param>
    /// <param name="weights">The weights w_j, one a target.</param>
    /// <param name="gradient">What is added to, one number a coordinate.</param>
    void AddGradient(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, ReadOnlySpan<T> weights, Span<double> gradient);
}
