using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The indicator of the pairs (L, S) with <c>L + S = M</c>, one after the other in one vector.</summary>
internal sealed class SumConstraint<T>(T[] total) : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator | FunctionTraits.Quadratic;

    public T Value(ReadOnlySpan<T> x)
    {
        Check(x);
        T worst = T.Zero, size = T.Zero;
        for (int i = 0; i < total.Length; i++)
        {
            worst = T.Max(worst, T.Abs(x[i] + x[i + total.Length] - total[i]));
            size = T.Max(size, T.Abs(x[i]) + T.Abs(x[i + total.Length]) + T.Abs(total[i]));
        }

        return worst <= size * T.CreateChecked(8) * Vectors.Epsilon<T>() ? T.Zero : T.PositiveInfinity;
    }

    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        Check(x);
        T half = T.One / (T.One + T.One);
        for (int i = 0; i < total.Length; i++)
        {
            T correction = half * (total[i] - x[i] - x[i + total.Length]);
            (destination[i], destination[i + total.Length]) = (x[i] + correction, x[i + total.Length] + correction);
        }

        return T.Zero;
    }

    /// <summary><c>⟨u, M⟩</c> where both halves of u agree, else +∞.</summary>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        Check(u);
        T worst = T.Zero, size = T.Zero;
        for (int i = 0; i < total.Length; i++)
        {
            worst = T.Max(worst, T.Abs(u[i] - u[i + total.Length]));
            size = T.Max(size, T.Abs(u[i]));
        }

        return worst <= size * T.CreateChecked(64) * Vectors.Epsilon<T>() ? Vectors.Dot(u[..total.Length], total) : T.PositiveInfinity;
    }

    private void Check(ReadOnlySpan<T> x)
    {
        if (x.Length != 2 * total.Length)
            throw new ShapeMismatchException(nameof(RobustPrincipalComponents), $"{x.Length} elements; two matrices of {total.Length} are asked for.", nameof(x));
    }
}
