using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The indicator of the matrices whose singular values are all 1: orthonormal columns (the Stiefel manifold) or rows; not convex.</summary>
/// <remarks>Prox: the orthogonal polar factor <c>U Vᵀ</c>. Source: K. Fan, A. J. Hoffman, Proc. Amer. Math. Soc. 6, 1955.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class OrthogonalMatrices<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SingularValueFunction<T> _lifted;

    /// <summary>Makes the function.</summary>
    /// <param name="rows">The number of rows of X, from 1.</param>
    /// <param name="columns">The number of columns of X, from 1.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of rows or columns is below 1.</exception>
    public OrthogonalMatrices(int rows, int columns, ComputeContext? context = null) =>
        _lifted = new(new BinarySet<T>(-1, 1), rows, columns, context);

    /// <inheritdoc/>
    public FunctionTraits Traits => _lifted.Traits;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _lifted.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => _lifted.Prox(x, step, destination);
}
