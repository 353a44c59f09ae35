using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The largest distance found over all projections, and where.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <param name="Distance">The distance of the projections, a lower bound of the max-sliced distance.</param>
/// <param name="Direction">The direction θ.</param>
/// <param name="Gradients">The p-th power of the distance and its derivatives with respect to the positions, at that direction.</param>
/// <param name="Status">Converged when no step along the sphere raised the cost any more.</param>
/// <param name="Iterations">The steps taken.</param>
public sealed record MaxSlicedResult<T>(double Distance, Tensor<T> Direction, SlicedGradients<T> Gradients, Status Status, int Iterations)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
