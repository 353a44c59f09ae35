using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A smooth function that is the mean of many terms, <c>f = 1/n Σ f_i</c>, each with its own gradient.</summary>
/// <remarks>What stochastic methods ask of a problem: the gradient of any few terms at the price of those terms.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public interface IFiniteSum<T> : ISmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of terms <c>n</c>, at least 1.</summary>
    int Count { get; }

    /// <summary>A Lipschitz constant common to the gradients of all terms, <c>max_i L_i</c>; null when none is known.</summary>
    T? TermLipschitzConstant { get; }

    /// <summary>The mean gradient of a mini-batch, <c>1/m Σ_j ∇f_{i_j}(x)</c>: an unbiased estimate of <c>∇f(x)</c> when the
    /// terms are drawn uniformly.</summary>
    /// <param name="x">The point.</param>
    /// <param name="terms">The terms <c>i_1 ... i_m</c>, each from 0 to <see cref="Count"/> − 1; repeats count twice.</param>
    /// <param name="destination">Where to write: the shape of the point.</param>
    void Gradient(Tensor<T> x, ReadOnlySpan<int> terms, Tensor<T> destination);
}
