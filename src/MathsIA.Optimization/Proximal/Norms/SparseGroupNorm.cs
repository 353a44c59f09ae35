using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The sparse group Lasso penalty, <c>g(x) = λ₁ ‖x‖₁ + Σ_G λ₂ ‖x_G‖₂</c>.</summary>
/// <remarks>Prox: soft thresholding by <c>γ λ₁</c>, then group shrinkage by <c>γ λ₂</c>: for these two norms the prox of the sum is the composition.
/// Source: N. Simon, J. Friedman, T. Hastie, R. Tibshirani, J. Comput. Graph. Statist. 22(2), 2013.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SparseGroupNorm<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly L1Norm<T> _elements;
    private readonly GroupNorm<T> _groups;

    /// <summary>Makes the penalty.</summary>
    /// <param name="elementWeight">The weight λ₁ of the l1 norm, at least 0.</param>
    /// <param name="groupWeight">The weight λ₂ of the groups' norms, at least 0.</param>
    /// <param name="layout">The groups.</param>
    /// <exception cref="ArgumentNullException">The layout is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public SparseGroupNorm(double elementWeight, double groupWeight, GroupLayout layout)
    {
        _elements = new L1Norm<T>(Guard.NonNegative(elementWeight, nameof(SparseGroupNorm<>)));
        _groups = new GroupNorm<T>(Guard.NonNegative(groupWeight, nameof(SparseGroupNorm<>)), layout);
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _elements.Value(x) + _groups.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        _elements.Prox(x, step, destination);
        T groups = _groups.Prox(destination, step, destination);
        return _elements.Value(destination) + groups;
    }
}
