using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;
using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Least squares as a proximable function, <c>g(x) = w/2 ‖A x − b‖²</c>.</summary>
/// <remarks>The singular value decomposition <c>A = U diag(σ) Vᵀ</c> is computed once; with <c>y = Vᵀx</c> and <c>c = Uᵀb</c> the prox is
/// <c>x + V ((y + γwσc)/(1 + γwσ²) − y)</c>: two products with V for any step, and no squared condition number. Conjugate: on the range of Aᵀ (up to
/// rounding) <c>Σᵢ vᵢ²/(2wσᵢ²) + vᵢcᵢ/σᵢ − w/2 (‖b‖² − ‖c‖²)</c> with <c>v = Vᵀu</c>, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ProximableLeastSquares<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DenseOperator<T> _basis;
    private readonly T[] _values, _targets;
    private readonly T _weight, _rest;

    /// <summary>Factors the design.</summary>
    /// <param name="design">The matrix A: [m, n].</param>
    /// <param name="targets">The targets b: [m].</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <param name="context">Threads of the factorization; all cores when null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The design is no matrix or empty, or there are not as many targets as rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite, or the weight is not positive and finite.</exception>
    public ProximableLeastSquares(Tensor<T> design, Tensor<T> targets, double weight = 1, ComputeContext? context = null)
    {
        const string operation = nameof(ProximableLeastSquares<>);
        Guard.Rank(design, 2, operation);
        if (design.IsEmpty)
            throw new ShapeMismatchException(operation, $"the design {design.Shape} is empty.", nameof(design));
        Guard.Shape(targets, new Shape(design.Shape[0]), operation);
        Guard.Finite(design, operation);
        Guard.Finite(targets, operation);
        _weight = T.CreateTruncating(Guard.Positive(weight, operation));
        SingularValueDecomposition<T> svd = Matrix.Svd(design, context);
        // Directions whose singular value is rounding are not there.
        int rank = svd.Rank();
        _values = svd.Values[..rank].ToArray();
        Tensor<T> left = svd.U[.., ..rank].Contiguous();
        var columns = new DenseOperator<T>(left);
        Tensor<T> inner = columns.ApplyAdjoint(targets.Contiguous());
        _targets = inner.ToArray();
        T distance = Vectors.Norm(targets.Contiguous() - columns.Apply(inner));
        _rest = distance * distance;
        _basis = new DenseOperator<T>(svd.Vt[..rank].Transpose().Contiguous());
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Smooth | FunctionTraits.Quadratic
        | (_values.Length == Length ? FunctionTraits.StronglyConvex : FunctionTraits.None);

    private int Length => _basis.Range.ElementCount;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, Length);
        using var scratch = new Workspace<T>(_values.Length);
        Span<T> y = scratch.Span;
        _basis.ApplyAdjoint(x, y);
        return ValueAt(y);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, Length);
        using var scratch = new Workspace<T>((2L * _values.Length) + x.Length);
        Span<T> y = scratch.Span[.._values.Length], move = scratch.Span.Slice(_values.Length, _values.Length), image = scratch.Span[(2 * _values.Length)..];
        _basis.ApplyAdjoint(x, y);
        for (int i = 0; i < y.Length; i++)
        {
            T scale = step * _weight * _values[i];
            move[i] = scale * (_targets[i] - (_values[i] * y[i])) / (T.One + (scale * _values[i]));
            y[i] += move[i];
        }

        _basis.Apply(move, image);
        TensorPrimitives.Add(x, image, destination);
        return ValueAt(y);
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, Length);
        using var scratch = new Workspace<T>(_values.Length + u.Length);
        Span<T> v = scratch.Span[.._values.Length], image = scratch.Span[_values.Length..];
        _basis.ApplyAdjoint(u, v);
        _basis.Apply(v, image);
        TensorPrimitives.Subtract(image, u, image);
        if (!(Vectors.Norm<T>(image) <= T.CreateTruncating(8) * Rounding<T>.OfSum(u.Length) * Vectors.Norm(u)))
            return T.PositiveInfinity;
        T sum = T.Zero, two = T.One + T.One;
        for (int i = 0; i < v.Length; i++)
        {
            T ratio = v[i] / _values[i];
            sum += ratio * ((ratio / (two * _weight)) + _targets[i]);
        }

        return sum - (_weight * _rest / two);
    }

    private T ValueAt(ReadOnlySpan<T> y)
    {
        T sum = _rest;
        for (int i = 0; i < y.Length; i++)
        {
            T residual = (_values[i] * y[i]) - _targets[i];
            sum += residual * residual;
        }

        return _weight * sum / (T.One + T.One);
    }
}
