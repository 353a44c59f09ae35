using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A function from vectors to vectors that can form its Jacobian.</summary>
/// <typeparam name="T">The element type.</typeparam>
public interface IJacobian<T> : IVectorFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The Jacobian <c>J_ij = ∂F_i/∂x_j</c>.</summary>
    /// <param name="x">The point, of n elements.</param>
    /// <param name="destination">Where to write the Jacobian, its columns in the row-major order of the point's elements: [m, n].</param>
    void Jacobian(Tensor<T> x, Tensor<T> destination);
}
