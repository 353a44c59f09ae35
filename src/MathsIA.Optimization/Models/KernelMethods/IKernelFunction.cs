using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A positive definite kernel <c>κ(x, y)</c> on vectors.</summary>
public interface IKernelFunction
{
    /// <summary>The values between all rows of two matrices.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">Points, one a row: [n, d].</param>
    /// <param name="y">Points, one a row: [m, d].</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>A new tensor: [n, m].</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is not 2, or the points have different dimensions.</exception>
    Tensor<T> Matrix<T>(Tensor<T> x, Tensor<T> y, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
