using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The model problems of one run: <c>min ⟨∇f(x), p⟩ + ½ ⟨p, ∂²f(x) p⟩</c> over <c>‖p‖ ≤ Δ</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
public interface ITrustRegionStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Solves a model problem, as well as the rule does.</summary>
    /// <param name="at">The point <c>x</c>.</param>
    /// <param name="isNew">Whether the point is another one than at the last call, so that what was kept of it is void.</param>
    /// <param name="radius">The radius <c>Δ</c>.</param>
    /// <param name="step">Where to write <c>p</c>.</param>
    /// <returns>The decrease of the model, at least 0.</returns>
    T Solve(EvaluatedPoint<T> at, bool isNew, T radius, Tensor<T> step);
}
