using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The indicator of the positive semidefinite matrices of a given trace; for trace 1 the density matrices.</summary>
/// <remarks>Prox: the projection of the eigenvalues to the simplex. Conjugate: the largest eigenvalue times the trace.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Spectraplex<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EigenvalueFunction<T> _lifted;

    /// <summary>Makes the function.</summary>
    /// <param name="trace">The trace, positive.</param>
    /// <param name="order">The number of rows and columns of X, from 1.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1, or a parameter is out of its range.</exception>
    public Spectraplex(double trace, int order, ComputeContext? context = null) =>
        _lifted = new(new Simplex<T>(Guard.Positive(trace, nameof(Spectraplex<>))), order, context);

    /// <inheritdoc/>
    public FunctionTraits Traits => _lifted.Traits;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _lifted.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => _lifted.Prox(x, step, destination);

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => _lifted.ConjugateValue(u);
}
