using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The costs <c>C_ij</c> of moving a unit of mass from source i to target j, stored or computed when asked for. Solvers are written
/// against this and never see how costs are kept.</summary>
/// <remarks>Implementations are immutable and may be used by several threads at once. A cost of +∞ forbids the arc.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface ICostGeometry<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many sources.</summary>
    int Rows { get; }

    /// <summary>How many targets.</summary>
    int Columns { get; }

    /// <summary>The cost of one arc.</summary>
    /// <param name="row">The source.</param>
    /// <param name="column">The target.</param>
    /// <returns>The cost <c>C_ij</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    T Entry(int row, int column);

    /// <summary>A stretch of a row: <c>C_ij</c> for j from <paramref name="column"/> on.</summary>
    /// <param name="row">The source i.</param>
    /// <param name="column">The first target.</param>
    /// <param name="buffer">As long as the stretch; used where the costs are not stored.</param>
    /// <returns>The costs: the buffer filled, or the stored costs themselves.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The stretch is not within the row.</exception>
    ReadOnlySpan<T> Row(int row, int column, Span<T> buffer);
}
