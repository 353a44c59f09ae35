using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A functional of a cloud of n particles of equal mass, <c>F(x₁, …, x_n)</c>, with its gradient.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface IParticleFunctional<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The value, and the gradient with respect to every coordinate.</summary>
    /// <param name="positions">The particles, one a row. Not changed.</param>
    /// <param name="gradient">Receives the gradient; of the same shape, contiguous.</param>
    /// <returns>The value.</returns>
    double Evaluate(Tensor<T> positions, Tensor<T> gradient);
}
