using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The indicator of the nuclear norm ball, <c>Σᵢ σᵢ(X) ≤ r</c>.</summary>
/// <remarks>Prox: the projection of the singular values to the l1 ball. Conjugate: r times the spectral norm.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class NuclearBall<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SingularValueFunction<T> _lifted;

    /// <summary>Makes the function.</summary>
    /// <param name="radius">The radius r, at least 0.</param>
    /// <param name="rows">The number of rows of X, from 1.</param>
    /// <param name="columns">The number of columns of X, from 1.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of rows or columns is below 1, or a parameter is out of its range.</exception>
    public NuclearBall(double radius, int rows, int columns, ComputeContext? context = null) =>
        _lifted = new(new L1Ball<T>(radius), rows, columns, context);

    /// <inheritdoc/>
    public FunctionTraits Traits => _lifted.Traits;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _lifted.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => _lifted.Prox(x, step, destination);

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => _lifted.ConjugateValue(u);
}
