using System.Numerics;

namespace MathsIA.Optimization;

/// <summary><c>κ(x, y) = exp(−‖x − y‖/σ)</c>, with the Euclidean norm.</summary>
public sealed record LaplacianKernel : IKernelFunction
{
    /// <summary>The width σ, positive. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Width { get; init => field = Guard.Positive(value, nameof(LaplacianKernel), nameof(value)); } = 1;

    /// <inheritdoc/>
    public Tensor<T> Matrix<T>(Tensor<T> x, Tensor<T> y, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (KernelPoints.SquaredDistances(x, y, context).Sqrt() * T.CreateChecked(-1 / Width)).Exp();
}
