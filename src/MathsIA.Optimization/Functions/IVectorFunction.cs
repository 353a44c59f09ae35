using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A function from vectors to vectors: the residuals of a least-squares problem, a system of equations, or a map whose fixed point is
/// sought.</summary>
/// <remarks>What is known of its derivative is added by <see cref="IJacobian{T}"/> or <see cref="IJacobianProducts{T}"/>; where neither is there, methods
/// take differences. An implementation may keep workspace between calls, so one object is not for several threads at once.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public interface IVectorFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many numbers m it gives, at least 1.</summary>
    int OutputLength { get; }

    /// <summary>Evaluates the function.</summary>
    /// <param name="x">The point, which it must not keep or change.</param>
    /// <param name="destination">Where to write the m numbers: [m].</param>
    void Evaluate(Tensor<T> x, Tensor<T> destination);
}
