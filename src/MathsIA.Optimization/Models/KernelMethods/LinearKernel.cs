using System.Numerics;

namespace MathsIA.Optimization;

/// <summary><c>κ(x, y) = ⟨x, y⟩</c>.</summary>
public sealed record LinearKernel : IKernelFunction
{
    /// <inheritdoc/>
    public Tensor<T> Matrix<T>(Tensor<T> x, Tensor<T> y, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        KernelPoints.Products(x, y, context);
}
