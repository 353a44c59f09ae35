using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A positive entry of a plan.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <param name="Row">The source.</param>
/// <param name="Column">The target.</param>
/// <param name="Mass">The mass that goes from one to the other.</param>
public readonly record struct PlanEntry<T>(int Row, int Column, T Mass) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
