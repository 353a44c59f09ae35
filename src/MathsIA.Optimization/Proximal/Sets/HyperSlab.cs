using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of a slab between two parallel hyperplanes, <c>l ≤ ⟨a, x⟩ ≤ u</c>; with an infinite end it is a half-space, with equal
/// ends a hyperplane.</summary>
/// <remarks>Prox: <c>x + a (clamp(⟨a, x⟩, l, u) − ⟨a, x⟩)/‖a‖²</c>. Conjugate: at <c>v = t a</c> (up to rounding) <c>max(l t, u t)</c>, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class HyperSlab<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _direction;
    private readonly T _lower, _upper, _norm;

    /// <summary>The slab between two bounds.</summary>
    /// <param name="normal">The normal a, not 0; it is copied.</param>
    /// <param name="lower">The lower bound l; −∞ for none.</param>
    /// <param name="upper">The upper bound u, at least the lower one; +∞ for none.</param>
    /// <exception cref="ArgumentNullException">The normal is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the normal is not finite, or the upper bound is not at least the lower one.</exception>
    /// <exception cref="ArgumentException">The normal is 0, or the bounds leave no point.</exception>
    public HyperSlab(Tensor<T> normal, double lower, double upper)
    {
        const string operation = nameof(HyperSlab<>);
        _direction = ProximalGuard.Finite(normal, operation).ToArray();
        _norm = Vectors.Norm<T>(_direction);
        if (_norm == T.Zero)
            throw new ArgumentException($"{operation}: the normal is 0.", nameof(normal));
        if (!(upper >= lower))
            throw new ArgumentOutOfRangeException(nameof(upper), upper, $"{operation}: the upper bound must be at least the lower one, {lower}.");
        if (double.IsPositiveInfinity(lower) || double.IsNegativeInfinity(upper))
            throw new ArgumentException($"{operation}: no point is between {lower} and {upper}.", nameof(lower));
        // In units of the normal's length: its square never appears, and so never overflows.
        TensorPrimitives.Divide(_direction, _norm, _direction);
        _lower = T.CreateTruncating(lower) / _norm;
        _upper = T.CreateTruncating(upper) / _norm;
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator | (_lower == _upper ? FunctionTraits.Quadratic : FunctionTraits.None)
        | (IsConeEnd(_lower) && IsConeEnd(_upper) ? FunctionTraits.Cone : FunctionTraits.None);

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, _direction.Length);
        T inner = Vectors.Dot<T>(_direction, x), slack = Rounding<T>.OfSum(x.Length) * (Vectors.Norm(x) + T.Abs(inner));
        return Rounding<T>.Indicator(inner >= _lower - slack && inner <= _upper + slack);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, _direction.Length);
        T inner = Vectors.Dot<T>(_direction, x), nearest = T.Min(T.Max(inner, _lower), _upper);
        TensorPrimitives.MultiplyAdd(_direction, nearest - inner, x, destination);
        return T.Zero;
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, _direction.Length);
        T along = Vectors.Dot<T>(_direction, u);
        double rest = 0;
        for (int i = 0; i < u.Length; i++)
        {
            double d = Widening.ToDouble(u[i]) - (Widening.ToDouble(along) * Widening.ToDouble(_direction[i]));
            rest += d * d;
        }

        if (!(Math.Sqrt(rest) <= 8 * Widening.ToDouble(Rounding<T>.OfSum(u.Length) * Vectors.Norm(u))))
            return T.PositiveInfinity;
        return along == T.Zero ? T.Zero : along > T.Zero ? along * _upper : along * _lower;
    }

    private static bool IsConeEnd(T end) => end == T.Zero || T.IsInfinity(end);
}
