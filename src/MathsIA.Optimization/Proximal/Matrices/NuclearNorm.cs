using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The nuclear norm, <c>g(X) = w Σᵢ σᵢ(X)</c>: the convex surrogate of the rank.</summary>
/// <remarks>Prox: soft thresholding of the singular values. Conjugate: 0 where the spectral norm is at most w, else +∞.
/// Source: J.-F. Cai, E. Candès, Z. Shen, SIAM J. Optim. 20(4), 2010.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class NuclearNorm<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SingularValueFunction<T> _lifted;

    /// <summary>The norm times a weight.</summary>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <param name="rows">The number of rows of X, from 1.</param>
    /// <param name="columns">The number of columns of X, from 1.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite, or a number of rows or columns is below 1.</exception>
    public NuclearNorm(double weight, int rows, int columns, ComputeContext? context = null) => _lifted = new(new L1Norm<T>(weight), rows, columns, context);

    /// <inheritdoc/>
    public FunctionTraits Traits => _lifted.Traits;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _lifted.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => _lifted.Prox(x, step, destination);

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => _lifted.ConjugateValue(u);
}
