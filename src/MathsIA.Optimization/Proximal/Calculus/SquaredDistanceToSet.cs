using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Half the squared distance to a convex set, <c>g(x) = w/2 min_{z ∈ C} ‖x − z‖²</c>: smooth and proximable at once.</summary>
/// <remarks>With the projection p of x: prox <c>(x + γ w p)/(1 + γ w)</c>, gradient <c>w (x − p)</c>. Conjugate: the support function of the set plus
/// <c>‖u‖²/(2w)</c>. It is the Moreau envelope of the set's indicator at 1/w.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SquaredDistanceToSet<T> : IConjugable<T>, ISmoothFunction<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly MoreauEnvelope<T> _envelope;

    /// <summary>Takes the distance.</summary>
    /// <param name="set">The indicator of the set C, convex.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentNullException">The set is null.</exception>
    /// <exception cref="ArgumentException">The function is not known to be convex and an indicator.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public SquaredDistanceToSet(IProximable<T> set, double weight = 1) =>
        _envelope = new MoreauEnvelope<T>(Part.ConvexSet(set, nameof(SquaredDistanceToSet<>)), 1 / Guard.Positive(weight, nameof(SquaredDistanceToSet<>)));

    /// <inheritdoc/>
    public FunctionTraits Traits => _envelope.Traits;

    /// <inheritdoc/>
    public T? LipschitzConstant => _envelope.LipschitzConstant;

    /// <inheritdoc/>
    public T? StrongConvexity => _envelope.StrongConvexity;

    bool IMayBeConjugable.IsConjugateKnown => _envelope.AsConjugable() is not null;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _envelope.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => _envelope.Prox(x, step, destination);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The support function of the set is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u) => _envelope.ConjugateValue(u);

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    public T Value(Tensor<T> x) => _envelope.Value(x);

    /// <inheritdoc/>
    public void Gradient(Tensor<T> x, Tensor<T> destination) => _envelope.Gradient(x, destination);

    /// <inheritdoc/>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination) => _envelope.ValueAndGradient(x, destination);
}
