using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Optimal transport between two normal distributions for squared distances, in closed form.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <param name="SquaredDistance">The squared Wasserstein distance.</param>
/// <param name="Map">The optimal map, affine.</param>
/// <param name="Choice">Which solver, and why.</param>
public sealed record GaussianTransport<T>(double SquaredDistance, AffineMap<T> Map, TransportChoice Choice) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
