using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;
using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>A convex quadratic as a proximable function, <c>g(x) = ½ xᵀQx + cᵀx</c>.</summary>
/// <remarks>The eigendecomposition <c>Q = V diag(λ) Vᵀ</c> is computed once; the prox, <c>(I + γQ)⁻¹(x − γc)</c>, is two products with V for any step.
/// Conjugate: <c>Σᵢ vᵢ²/(2λᵢ)</c> with <c>v = Vᵀ(u − c)</c>, +∞ where <c>λᵢ = 0 ≠ vᵢ</c> (up to rounding).</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ProximableQuadratic<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DenseOperator<T> _basis;
    private readonly T[] _values, _linear;

    /// <summary>Factors the quadratic.</summary>
    /// <param name="matrix">The matrix Q: [n, n], symmetric and positive semidefinite.</param>
    /// <param name="linear">The vector c: [n].</param>
    /// <param name="context">Threads of the factorization; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The matrix is not square or empty, or the vector does not have n elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    /// <exception cref="ArgumentException">The matrix is not symmetric, or has a negative eigenvalue: the quadratic is not convex.</exception>
    public ProximableQuadratic(Tensor<T> matrix, Tensor<T> linear, ComputeContext? context = null)
    {
        const string operation = nameof(ProximableQuadratic<>);
        Guard.Rank(matrix, 2, operation);
        if (matrix.IsEmpty || matrix.Shape[0] != matrix.Shape[1])
            throw new ShapeMismatchException(operation, $"the matrix {matrix.Shape} is not square, or empty.", nameof(matrix));
        Guard.Shape(linear, new Shape(matrix.Shape[0]), operation);
        Guard.Finite(matrix, operation);
        _linear = ProximalGuard.Finite(linear, operation).ToArray();
        if (!Vectors.Same(matrix.Contiguous(), matrix.Transpose().Contiguous()))
            throw new ArgumentException($"{operation}: the matrix {matrix.Shape} is not symmetric.", nameof(matrix));
        SymmetricEigen<T> eigen = Matrix.SymmetricEigen(matrix, context);
        _values = eigen.Values.ToArray();
        T rounding = T.CreateTruncating(_values.Length) * Rounding<T>.Epsilon * T.Max(T.Abs(_values[0]), T.Abs(_values[^1]));
        for (int i = 0; i < _values.Length; i++)
        {
            if (_values[i] < -rounding)
                throw new ArgumentException($"{operation}: the matrix has the eigenvalue {_values[i]}: the quadratic is not convex.", nameof(matrix));
            if (_values[i] <= rounding)
                _values[i] = T.Zero;
        }

        _basis = new DenseOperator<T>(eigen.Vectors.Contiguous());
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Smooth | FunctionTraits.Quadratic
        | (Array.TrueForAll(_values, value => value > T.Zero) ? FunctionTraits.StronglyConvex : FunctionTraits.None);

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, _values.Length);
        using var scratch = new Workspace<T>(x.Length);
        Span<T> y = scratch.Span;
        _basis.ApplyAdjoint(x, y);
        T sum = T.Zero;
        for (int i = 0; i < y.Length; i++)
            sum += _values[i] * y[i] * y[i];
        return (sum / (T.One + T.One)) + Vectors.Dot(x, _linear);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, _values.Length);
        using var scratch = new Workspace<T>(2L * x.Length);
        Span<T> shifted = scratch.Span[..x.Length], y = scratch.Span[x.Length..];
        TensorPrimitives.MultiplyAdd(_linear, -step, x, shifted);
        _basis.ApplyAdjoint(shifted, y);
        T sum = T.Zero;
        for (int i = 0; i < y.Length; i++)
        {
            y[i] /= T.One + (step * _values[i]);
            sum += _values[i] * y[i] * y[i];
        }

        _basis.Apply(y, destination);
        return (sum / (T.One + T.One)) + Vectors.Dot<T>(destination, _linear);
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, _values.Length);
        using var scratch = new Workspace<T>(2L * u.Length);
        Span<T> shifted = scratch.Span[..u.Length], v = scratch.Span[u.Length..];
        TensorPrimitives.Subtract(u, _linear, shifted);
        _basis.ApplyAdjoint(shifted, v);
        T sum = T.Zero, tolerance = T.CreateTruncating(8) * Rounding<T>.OfSum(u.Length) * Vectors.Norm<T>(shifted);
        for (int i = 0; i < v.Length; i++)
        {
            if (_values[i] > T.Zero)
                sum += v[i] * (v[i] / _values[i]);
            else if (!(T.Abs(v[i]) <= tolerance))
                return T.PositiveInfinity;
        }

        return sum / (T.One + T.One);
    }
}
