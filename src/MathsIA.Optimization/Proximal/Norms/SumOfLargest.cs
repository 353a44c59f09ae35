using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The sum of the k largest elements, <c>g(x) = w Σ_{i ≤ k} x_(i)</c>.</summary>
/// <remarks>Prox: <c>x − P(x)</c> with the projection to <c>0 ≤ uᵢ ≤ γ w, Σ u = γ w k</c>, a <see cref="CappedSimplex{T}"/>. Conjugate: the indicator of
/// that set at γ = 1.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SumOfLargest<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _weight;
    private readonly CappedSimplex<T> _dual, _unit;

    /// <summary>The sum times a weight.</summary>
    /// <param name="count">How many elements, k, from 1.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or the weight is not positive and finite.</exception>
    public SumOfLargest(int count, double weight = 1)
    {
        Guard.AtLeastOne(count, nameof(SumOfLargest<>));
        _weight = Guard.Positive(weight, nameof(SumOfLargest<>));
        _dual = new CappedSimplex<T>(weight * count, weight);
        _unit = new CappedSimplex<T>(count, 1);
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous | FunctionTraits.PermutationInvariant;

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There are fewer than k coordinates.</exception>
    public T Value(ReadOnlySpan<T> x) => _dual.ConjugateValue(x);

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There are fewer than k coordinates.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        using var scratch = new Workspace<T>(x.Length);
        double scale = Widening.ToDouble(step) * _weight;
        // Scaled to the dual of weight 1, whose caps are 1.
        TensorPrimitives.Divide(x, Widening.FromDouble<T>(scale), scratch.Span);
        _unit.Prox(scratch.Span, T.One, scratch.Span);
        TensorPrimitives.MultiplyAdd(scratch.Span, Widening.FromDouble<T>(-scale), x, destination);
        return Value(destination);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There are fewer than k coordinates.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u) => _dual.Value(u);
}
