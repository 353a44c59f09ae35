using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;
using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>The indicator of the solutions of a linear system, <c>A x = b</c>.</summary>
/// <remarks>
/// <para>The matrix is factored once, <c>AᵀP = Q R</c>; with the orthonormal Q and <c>c = R⁻ᵀ Pᵀ b</c> the set is <c>Qᵀx = c</c>, and the
/// projection <c>x − Q (Qᵀx − c)</c> is two products with Q, 4 n r operations for rank r, at any condition number of A. Rows that depend on
/// others are dropped. Conjugate: <c>⟨c, Qᵀu⟩</c> where u is in the range of Aᵀ (up to rounding), else +∞.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class AffineSet<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DenseOperator<T> _basis;
    private readonly T[] _coordinates;
    private readonly T _size;

    /// <summary>Factors the system.</summary>
    /// <param name="matrix">The matrix A: [m, n].</param>
    /// <param name="target">The right side b: [m].</param>
    /// <param name="context">Threads of the factorization; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The matrix is no matrix, is empty, or the right side does not have m elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    /// <exception cref="ArgumentException">The system has no solution.</exception>
    public AffineSet(Tensor<T> matrix, Tensor<T> target, ComputeContext? context = null)
    {
        const string operation = nameof(AffineSet<>);
        Guard.Rank(matrix, 2, operation);
        if (matrix.IsEmpty)
            throw new ShapeMismatchException(operation, $"the matrix {matrix.Shape} is empty.", nameof(matrix));
        Guard.Shape(target, new Shape(matrix.Shape[0]), operation);
        Guard.Finite(matrix, operation);
        Guard.Finite(target, operation);
        QrFactorization<T> qr = Matrix.Qr(matrix.Transpose(), pivot: true, context);
        int rank = qr.Rank();
        Tensor<T> r = qr.R();
        int[] order = qr.Permutation();
        _coordinates = new T[rank];
        T error = T.Zero, scale = T.Zero;
        for (int i = 0; i < order.Length; i++)
        {
            // Row i of Rᵀ c = Pᵀ b: the first r rows give c, the others are dependent and must agree.
            T rest = target[order[i]];
            for (int k = 0; k < Math.Min(i, rank); k++)
                rest -= r[k, i] * _coordinates[k];
            if (i < rank)
                _coordinates[i] = rest / r[i, i];
            else
                error = T.Max(error, T.Abs(rest));
            scale = T.Max(scale, T.Abs(target[order[i]]));
        }

        T norm = Vectors.Norm<T>(_coordinates);
        if (error > T.CreateChecked(100.0 * Math.Max(matrix.Shape[0], matrix.Shape[1])) * Rounding<T>.Epsilon * (scale + (T.Abs(r[0, 0]) * norm)))
            throw new ArgumentException($"{operation}: the system has no solution: dependent rows disagree by {error}.", nameof(target));
        _basis = new DenseOperator<T>(qr.Q(context: context)[.., ..rank].Contiguous());
        _size = norm;
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator | FunctionTraits.Quadratic | (_size == T.Zero ? FunctionTraits.Cone : FunctionTraits.None);

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, _basis.Range.ElementCount);
        using var scratch = new Workspace<T>(_coordinates.Length);
        Excess(x, scratch.Span);
        return Rounding<T>.Indicator(Vectors.Norm<T>(scratch.Span) <= Tolerance(x.Length) * (Vectors.Norm(x) + _size));
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, _basis.Range.ElementCount);
        using var scratch = new Workspace<T>(_coordinates.Length + x.Length);
        Span<T> excess = scratch.Span[.._coordinates.Length], correction = scratch.Span[_coordinates.Length..];
        Excess(x, excess);
        _basis.Apply(excess, correction);
        TensorPrimitives.Subtract(x, correction, destination);
        return T.Zero;
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, _basis.Range.ElementCount);
        using var scratch = new Workspace<T>(_coordinates.Length + u.Length);
        Span<T> inner = scratch.Span[.._coordinates.Length], image = scratch.Span[_coordinates.Length..];
        _basis.ApplyAdjoint(u, inner);
        _basis.Apply(inner, image);
        TensorPrimitives.Subtract(image, u, image);
        return Vectors.Norm<T>(image) <= Tolerance(u.Length) * Vectors.Norm(u) ? Vectors.Dot(inner, _coordinates) : T.PositiveInfinity;
    }

    /// <summary><c>Qᵀx − c</c>, as long as x is far from the set.</summary>
    private void Excess(ReadOnlySpan<T> x, Span<T> destination)
    {
        _basis.ApplyAdjoint(x, destination);
        TensorPrimitives.Subtract(destination, _coordinates, destination);
    }

    private static T Tolerance(int length) => T.CreateTruncating(8) * Rounding<T>.OfSum(length);
}
