using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The step for x in ADMM.</summary>
internal interface IAdmmStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The function g where it has a prox; null where it is smooth.</summary>
    IProximable<T>? Proximable { get; }

    /// <summary>The strong convexity of g, where it is known.</summary>
    T? StrongConvexity { get; }

    /// <summary>Minimizes <c>g(x) + ρ/2 ‖Kx − v‖²</c>.</summary>
    /// <param name="target">The point v.</param>
    /// <param name="penalty">The penalty ρ.</param>
    /// <param name="x">The last x; receives the new one.</param>
    /// <returns>The value g(x).</returns>
    T Solve(ReadOnlySpan<T> target, T penalty, Tensor<T> x);

    /// <summary>The value g at another point.</summary>
    T Value(Tensor<T> x);

    /// <summary>Turns <c>K*(y − ρ(Kx − v))</c>, which an exact step makes an element of <c>∂g(x) + K*y</c>, into one that is right for an inexact step too.</summary>
    /// <param name="x">The point.</param>
    /// <param name="adjoint">K*y.</param>
    /// <param name="residual">Holds the element for an exact step; receives the true one.</param>
    void CorrectResidual(Tensor<T> x, ReadOnlySpan<T> adjoint, Span<T> residual);
}
