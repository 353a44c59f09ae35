using System.Numerics;

namespace MathsIA;

/// <summary>A function that can form its Hessian faster than by one product for each column.</summary>
/// <typeparam name="T">The element type.</typeparam>
public interface IHessian<T> : ITwiceDifferentiable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The Hessian <c>∂²f(x)</c>.</summary>
    /// <param name="x">The point, of n elements.</param>
    /// <param name="destination">Where to write the Hessian, in the row-major order of the point's elements: [n, n].</param>
    void Hessian(Tensor<T> x, Tensor<T> destination);
}
