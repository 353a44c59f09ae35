using System.Numerics;

namespace MathsIA;

/// <summary>A smooth function that can also multiply its Hessian by a vector, without ever forming it.</summary>
/// <typeparam name="T">The element type.</typeparam>
public interface ITwiceDifferentiable<T> : ISmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The product <c>∂²f(x) v</c>.</summary>
    /// <param name="x">The point.</param>
    /// <param name="v">The vector: the shape of the point.</param>
    /// <param name="destination">Where to write the product: the shape of the point.</param>
    void HessianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination);
}
