using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The negative von Neumann entropy, <c>g(X) = w tr(X log X)</c> for positive semidefinite X, else +∞.</summary>
/// <remarks>Prox: the one of <see cref="Entropy{T}"/> on the eigenvalues. Conjugate: <c>w tr exp(Y/w − I)</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class VonNeumannEntropy<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EigenvalueFunction<T> _lifted;

    /// <summary>Makes the function.</summary>
    /// <param name="weight">The weight w, positive.</param>
    /// <param name="order">The number of rows and columns of X, from 1.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1, or a parameter is out of its range.</exception>
    public VonNeumannEntropy(double weight, int order, ComputeContext? context = null) =>
        _lifted = new(new Entropy<T>(weight), order, context);

    /// <inheritdoc/>
    public FunctionTraits Traits => _lifted.Traits;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _lifted.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => _lifted.Prox(x, step, destination);

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => _lifted.ConjugateValue(u);
}
