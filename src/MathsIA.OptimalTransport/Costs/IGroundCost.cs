using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The cost of moving a unit of mass from one point to another: a struct, so that the loops over points are compiled for it.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface IGroundCost<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The costs from one point to several.</summary>
    /// <param name="source">The coordinates of the point x.</param>
    /// <param name="targets">The targets y_j, coordinate by coordinate: coordinate k of target j is element <c>k stride + j</c>.</param>
    /// <param name="stride">How far one coordinate lies from the next.</param>
    /// <param name="destination">Receives <c>c(x, y_j)</c> for as many targets as it is long.</param>
    void Costs(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination);
}
