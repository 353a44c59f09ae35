using System.Numerics;

namespace MathsIA.Optimization;

/// <summary><c>κ(x, y) = exp(−‖x − y‖²/(2σ²))</c>.</summary>
public sealed record GaussianKernel : IKernelFunction
{
    /// <summary>The width σ, positive. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Width { get; init => field = Guard.Positive(value, nameof(GaussianKernel), nameof(value)); } = 1;

    /// <inheritdoc/>
    public Tensor<T> Matrix<T>(Tensor<T> x, Tensor<T> y, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (KernelPoints.SquaredDistances(x, y, context) * T.CreateChecked(-0.5 / (Width * Width))).Exp();
}
