using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The rank times a weight, <c>g(X) = w rank(X)</c>: not convex.</summary>
/// <remarks>Prox: hard thresholding of the singular values at <c>√(2 γ w)</c>. Source: C. Eckart, G. Young, Psychometrika 1, 1936.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class RankPenalty<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SingularValueFunction<T> _lifted;

    /// <summary>Makes the function.</summary>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <param name="rows">The number of rows of X, from 1.</param>
    /// <param name="columns">The number of columns of X, from 1.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of rows or columns is below 1, or a parameter is out of its range.</exception>
    public RankPenalty(double weight, int rows, int columns, ComputeContext? context = null) =>
        _lifted = new(new L0Norm<T>(weight), rows, columns, context);

    /// <inheritdoc/>
    public FunctionTraits Traits => _lifted.Traits;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _lifted.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => _lifted.Prox(x, step, destination);
}
