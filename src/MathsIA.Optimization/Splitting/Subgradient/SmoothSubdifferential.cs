using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A smooth function as one with subgradients: its gradient is the only one.</summary>
internal sealed class SmoothSubdifferential<T>(ISmoothFunction<T> smooth) : ISubdifferentiable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T ValueAndSubgradient(Tensor<T> x, Tensor<T> destination) => smooth.ValueAndGradient(x, destination);
}
