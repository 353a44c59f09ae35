using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The perspective of a convex function, <c>g(x, η) = η f(x/η)</c> for points (x, η) with η &gt; 0 last; 0 at the origin, else +∞.</summary>
/// <remarks>
/// <para>For an f with finite conjugate everywhere (squares, Huber-like functions with full-domain conjugates, entropies, powers above 1), whose perspective
/// is +∞ at η = 0 ≠ x. Prox: with <c>u = (x − z)/γ</c>, <c>z = η prox_{γf/η}(x/η)</c>, the η at which <c>η = η₀ + γ f*(u)</c>, by bisection to the last bit; the
/// origin where there is none. Conjugate: the indicator of <c>f*(u) + s ≤ 0</c>.</para>
/// <para>Source: P. Combettes, C. Müller, Perspective functions: proximal calculus and applications, J. Math. Anal. Appl. 457, 2018.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Perspective<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IConjugable<T> _function;

    /// <summary>Takes the perspective.</summary>
    /// <param name="function">The function f: convex, with a known conjugate that is finite everywhere.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentException">The function is not known to be convex, or its conjugate is not known.</exception>
    public Perspective(IConjugable<T> function)
    {
        _function = Part.Convex<IConjugable<T>, T>(function, nameof(Perspective<>));
        if (function.AsConjugable() is null)
            throw new ArgumentException($"Perspective: the conjugate of {ProximalGuard.Name(function)} is not known.", nameof(function));
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous;

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate, or the others are not what f is defined on.</exception>
    public T Value(ReadOnlySpan<T> x)
    {
        EpigraphPoint.NotEmpty(this, x);
        T scale = x[^1];
        if (!(scale > T.Zero))
            return Rounding<T>.Indicator(scale == T.Zero && !x[..^1].ContainsAnyExcept(T.Zero));
        using var scratch = new Workspace<T>(x.Length - 1);
        TensorPrimitives.Divide(x[..^1], scale, scratch.Span);
        return scale * _function.Value(scratch.Span);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate, or the others are not what f is defined on.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        EpigraphPoint.NotEmpty(this, x);
        ProximalGuard.Prox(this, x, step, destination, null);
        int n = x.Length - 1;
        using var scratch = new Workspace<T>(2L * n);
        Span<T> point = scratch.Span[..n], dual = scratch.Span[n..];
        ReadOnlySpan<T> from = x[..^1];
        TensorPrimitives.Divide(from, step, dual);
        if (x[^1] + (step * _function.ConjugateValue(dual)) <= T.Zero)
        {
            destination.Clear();
            return T.Zero;
        }

        T low = T.Zero, high = T.One, two = T.One + T.One;
        while (Excess(from, x[^1], step, high, point, dual) < T.Zero && high < T.CreateTruncating(1e30))
        {
            low = high;
            high *= two;
        }

        for (int k = 0; k < 300; k++)
        {
            T middle = low == T.Zero ? high / (two * two) : low + ((high - low) / two);
            if (!(middle > low && middle < high && middle > T.CreateTruncating(1e-36)))
                break;
            if (Excess(from, x[^1], step, middle, point, dual) < T.Zero)
                low = middle;
            else
                high = middle;
        }

        Excess(from, x[^1], step, high, point, dual);
        point.CopyTo(destination);
        destination[^1] = high;
        return Value(destination);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate, or the others are not what f is defined on.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        EpigraphPoint.NotEmpty(this, u);
        T value = _function.ConjugateValue(u[..^1]);
        return Rounding<T>.Indicator(value + u[^1] <= T.CreateTruncating(64) * Rounding<T>.OfSum(u.Length) * (T.Abs(value) + T.Abs(u[^1])));
    }

    /// <summary><c>η − η₀ − γ f*((x − z)/γ)</c>, increasing in η; z is left in point.</summary>
    private T Excess(ReadOnlySpan<T> x, T start, T step, T scale, Span<T> point, Span<T> dual)
    {
        TensorPrimitives.Divide(x, scale, point);
        _function.Prox(point, step / scale, point);
        TensorPrimitives.Multiply(point, scale, point);
        TensorPrimitives.Subtract(x, point, dual);
        TensorPrimitives.Divide(dual, step, dual);
        return scale - start - (step * _function.ConjugateValue(dual));
    }
}
