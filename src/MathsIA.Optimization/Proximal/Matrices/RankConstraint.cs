using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The indicator of the matrices of at most a given rank: not convex.</summary>
/// <remarks>Prox: the truncated singular value decomposition. Source: C. Eckart, G. Young, Psychometrika 1, 1936.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class RankConstraint<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SingularValueFunction<T> _lifted;

    /// <summary>Makes the function.</summary>
    /// <param name="rank">The largest rank, at least 0.</param>
    /// <param name="rows">The number of rows of X, from 1.</param>
    /// <param name="columns">The number of columns of X, from 1.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of rows or columns is below 1, or a parameter is out of its range.</exception>
    public RankConstraint(int rank, int rows, int columns, ComputeContext? context = null) =>
        _lifted = new(new SparseSet<T>(rank), rows, columns, context);

    /// <inheritdoc/>
    public FunctionTraits Traits => _lifted.Traits;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _lifted.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => _lifted.Prox(x, step, destination);
}
