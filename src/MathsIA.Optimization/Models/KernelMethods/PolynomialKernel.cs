using System.Numerics;

namespace MathsIA.Optimization;

/// <summary><c>κ(x, y) = (⟨x, y⟩ + c)^a</c>.</summary>
public sealed record PolynomialKernel : IKernelFunction
{
    /// <summary>The degree a, at least 1. By default 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Degree { get; init => field = Guard.AtLeastOne(value, nameof(PolynomialKernel), nameof(value)); } = 2;

    /// <summary>The constant c, at least 0. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Constant { get; init => field = Guard.NonNegative(value, nameof(PolynomialKernel), nameof(value)); } = 1;

    /// <inheritdoc/>
    public Tensor<T> Matrix<T>(Tensor<T> x, Tensor<T> y, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> shifted = KernelPoints.Products(x, y, context) + T.CreateChecked(Constant), power = shifted;
        for (int k = 1; k < Degree; k++)
            power = power * shifted;
        return power;
    }
}
