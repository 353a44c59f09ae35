using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The cost of transport on the line and what it changes with.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <param name="Value">The cost <c>Σ P_ij |x_i − y_j|^p</c>.</param>
/// <param name="Sources">The derivatives with respect to the positions x. Where positions coincide, one of the subgradients.</param>
/// <param name="Targets">The derivatives with respect to the positions y.</param>
/// <param name="SourceMasses">The derivatives with respect to the masses a, for changes that keep the total: the potentials f.</param>
/// <param name="TargetMasses">The derivatives with respect to the masses b, for changes that keep the total: the potentials g.</param>
public sealed record LineGradients<T>(double Value, Tensor<T> Sources, Tensor<T> Targets, Tensor<T> SourceMasses, Tensor<T> TargetMasses)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
