using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>A function after a linear operator whose rows form a tight frame, <c>x ↦ f(L x)</c> with <c>L Lᵀ = ν I</c>: orthogonal transforms, masks,
/// sums and means, and every operator with a single row.</summary>
/// <remarks>Prox: <c>x + Lᵀ(prox_{νγf}(L x) − L x)/ν</c>. Conjugate: <c>f*(L u/ν)</c> where u is in the range of Lᵀ (up to rounding), else +∞. For any other
/// operator there is no closed form: a primal-dual method takes <c>f.Compose(L)</c> apart. Source: P. Combettes, J.-C. Pesquet, Proximal splitting
/// methods in signal processing, 2011, table 10.1 (x).</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class TightFrameComposition<T> : IConjugable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _function;
    private readonly ILinearOperator<T> _operator;
    private readonly T _constant;

    /// <summary>Composes with an operator.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="operator">The operator L.</param>
    /// <param name="frameConstant">The constant ν of the frame, positive.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The constant is not positive and finite.</exception>
    /// <exception cref="ArgumentException">A trial vector shows that <c>L Lᵀ</c> is not ν times the identity.</exception>
    public TightFrameComposition(IProximable<T> function, ILinearOperator<T> @operator, double frameConstant = 1)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(@operator);
        _function = function;
        _operator = @operator;
        _constant = T.CreateTruncating(Guard.Positive(frameConstant, nameof(TightFrameComposition<>)));
        Probe();
    }

    /// <summary>Composes with a single row, <c>x ↦ f(⟨a, x⟩)</c>.</summary>
    /// <param name="function">The function f of one number.</param>
    /// <param name="row">The row a, not 0; it is copied.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the row is not finite, or all are 0.</exception>
    public TightFrameComposition(IProximable<T> function, Tensor<T> row)
        : this(function, Row(row), double.CreateTruncating(Vectors.Dot<T>(row.Contiguous().AsSpan(), row.Contiguous().AsSpan()))) { }

    /// <inheritdoc/>
    public FunctionTraits Traits => _function.Traits & (FunctionTraits.Convex | FunctionTraits.Indicator | FunctionTraits.PositivelyHomogeneous | FunctionTraits.Smooth | FunctionTraits.Quadratic);

    bool IMayBeConjugable.IsConjugateKnown => _function.AsConjugable() is not null;

    private int Length => _operator.Domain.ElementCount;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, Length);
        using var scratch = new Workspace<T>(_operator.Range.ElementCount);
        _operator.Apply(x, scratch.Span);
        return _function.Traits.Has(FunctionTraits.Indicator) ? Spectral.Value(_function, scratch.Span) : _function.Value(scratch.Span);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, Length);
        int range = _operator.Range.ElementCount;
        using var scratch = new Workspace<T>((2L * range) + x.Length);
        Span<T> image = scratch.Span[..range], moved = scratch.Span.Slice(range, range), back = scratch.Span[(2 * range)..];
        _operator.Apply(x, image);
        T value = _function.Prox(image, _constant * step, moved);
        TensorPrimitives.Subtract(moved, image, moved);
        _operator.ApplyAdjoint(moved, back);
        TensorPrimitives.MultiplyAdd(back, T.One / _constant, x, destination);
        return value;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The conjugate of f is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, Length);
        int range = _operator.Range.ElementCount;
        using var scratch = new Workspace<T>(range + u.Length);
        Span<T> image = scratch.Span[..range], back = scratch.Span[range..];
        _operator.Apply(u, image);
        TensorPrimitives.Divide(image, _constant, image);
        _operator.ApplyAdjoint(image, back);
        TensorPrimitives.Subtract(back, u, back);
        return Vectors.Norm<T>(back) <= T.CreateTruncating(8) * Rounding<T>.OfSum(u.Length) * Vectors.Norm(u) ? Part.Conjugate(_function, image, this) : T.PositiveInfinity;
    }

    private static DenseOperator<T> Row(Tensor<T> row) => new(ProximalGuard.Finite(row, nameof(TightFrameComposition<>)).Clone().Reshape(1, row.Length));

    /// <summary>Tries one vector without structure: a wrong constant, or an operator that is no tight frame, shows.</summary>
    private void Probe()
    {
        int range = _operator.Range.ElementCount;
        T[] trial = new T[range], there = new T[Length], back = new T[range];
        for (int i = 0; i < range; i++)
            trial[i] = T.CreateTruncating(1 + (0.5 * Math.Sin((1.3 * i) + (0.7 * i * i % 6))));
        _operator.ApplyAdjoint(trial, there);
        _operator.Apply(there, back);
        TensorPrimitives.MultiplyAdd(trial, -_constant, back, back);
        if (!(Vectors.Norm<T>(back) <= T.Sqrt(Rounding<T>.Epsilon) * _constant * Vectors.Norm<T>(trial)))
            throw new ArgumentException($"TightFrameComposition: the operator times its adjoint is not {_constant} times the identity.", "operator");
    }
}
