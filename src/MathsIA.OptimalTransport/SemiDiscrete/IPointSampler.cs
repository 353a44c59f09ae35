using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>A source of random points: any distribution, a data set, a generative model.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface IPointSampler<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of coordinates of a point.</summary>
    int Dimension { get; }

    /// <summary>Draws points.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="destination">Where the points go, one a row, one behind the other: as many as fit.</param>
    void Sample(Philox random, Span<T> destination);
}
