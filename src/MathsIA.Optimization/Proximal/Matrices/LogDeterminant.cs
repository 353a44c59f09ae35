using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The logarithmic barrier of the positive definite matrices, <c>g(X) = −w log det X</c>, +∞ elsewhere.</summary>
/// <remarks>Prox: <c>(λ + √(λ² + 4γw))/2</c> for each eigenvalue. Conjugate: with the eigenvalues μ &lt; 0 of Y, <c>w Σᵢ (log(−w/μᵢ) − 1)</c>,
/// else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LogDeterminant<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EigenvalueFunction<T> _lifted;

    /// <summary>Makes the function.</summary>
    /// <param name="weight">The weight w, positive.</param>
    /// <param name="order">The number of rows and columns of X, from 1.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1, or a parameter is out of its range.</exception>
    public LogDeterminant(double weight, int order, ComputeContext? context = null) =>
        _lifted = new(new LogBarrier<T>(weight), order, context);

    /// <inheritdoc/>
    public FunctionTraits Traits => _lifted.Traits;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _lifted.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => _lifted.Prox(x, step, destination);

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => _lifted.ConjugateValue(u);
}
