using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A function from vectors to vectors whose Jacobian is known by its products, without ever being formed.</summary>
/// <typeparam name="T">The element type.</typeparam>
public interface IJacobianProducts<T> : IVectorFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The product <c>J(x) v</c>: the directional derivative.</summary>
    /// <param name="x">The point.</param>
    /// <param name="v">The direction: the shape of the point.</param>
    /// <param name="destination">Where to write the product: [m].</param>
    void JacobianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination);

    /// <summary>The product <c>J(x)ᵀ u</c>.</summary>
    /// <param name="x">The point.</param>
    /// <param name="u">The weights of the outputs: [m].</param>
    /// <param name="destination">Where to write the product: the shape of the point.</param>
    void VectorJacobian(Tensor<T> x, Tensor<T> u, Tensor<T> destination);
}
