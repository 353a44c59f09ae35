using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A sliced cost and its derivatives with respect to the positions.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <param name="Cost">The mean over directions of <c>W_p^p</c> (for the max-sliced distance, the largest): the p-th power of the distance.</param>
/// <param name="Sources">The derivatives of the cost with respect to the points x.</param>
/// <param name="Targets">The derivatives of the cost with respect to the points y.</param>
public sealed record SlicedGradients<T>(double Cost, Tensor<T> Sources, Tensor<T> Targets) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
