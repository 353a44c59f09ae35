using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The indicator of the vectors with given values at some places.</summary>
internal sealed class FixedEntries<T>(T[] values, bool[] keep) : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator | FunctionTraits.Quadratic | FunctionTraits.Separable;

    public T Value(ReadOnlySpan<T> x)
    {
        Check(x);
        for (int i = 0; i < x.Length; i++)
        {
            // Not x == value: NaN must count as outside.
            if (keep[i] && !(T.Abs(x[i] - values[i]) <= T.CreateChecked(8) * Vectors.Epsilon<T>() * T.Max(T.One, T.Abs(values[i]))))
                return T.PositiveInfinity;
        }

        return T.Zero;
    }

    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        Check(x);
        for (int i = 0; i < x.Length; i++)
            destination[i] = keep[i] ? values[i] : x[i];
        return T.Zero;
    }

    /// <summary><c>⟨u, values⟩</c> where u is 0 at the free places, else +∞.</summary>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        Check(u);
        T inner = T.Zero;
        for (int i = 0; i < u.Length; i++)
        {
            if (!keep[i] && u[i] != T.Zero)
                return T.PositiveInfinity;
            inner += keep[i] ? u[i] * values[i] : T.Zero;
        }

        return inner;
    }

    private void Check(ReadOnlySpan<T> x)
    {
        if (x.Length != values.Length)
            throw new ShapeMismatchException(nameof(MatrixCompletion), $"{x.Length} elements; {values.Length} are asked for.", nameof(x));
    }
}
