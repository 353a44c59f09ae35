using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The indicator of the positive semidefinite matrices, symmetric and with eigenvalues of at least 0.</summary>
/// <remarks>Prox: negative eigenvalues of the symmetric part become 0. Conjugate: 0 where the symmetric part is negative semidefinite, else +∞.
/// Source: N. J. Higham, Linear Algebra Appl. 103, 1988.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class PositiveSemidefiniteCone<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EigenvalueFunction<T> _lifted;

    /// <summary>Makes the function.</summary>
    /// <param name="order">The number of rows and columns of X, from 1.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1.</exception>
    public PositiveSemidefiniteCone(int order, ComputeContext? context = null) =>
        _lifted = new(new NonNegative<T>(), order, context);

    /// <inheritdoc/>
    public FunctionTraits Traits => _lifted.Traits;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _lifted.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => _lifted.Prox(x, step, destination);

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => _lifted.ConjugateValue(u);
}
