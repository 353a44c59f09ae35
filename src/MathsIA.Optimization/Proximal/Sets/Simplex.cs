using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of a simplex, <c>x ≥ 0, Σᵢ xᵢ = r</c>: for r = 1 the probability vectors.</summary>
/// <remarks>
/// <para>Prox: <c>max(xᵢ − τ, 0)</c> with τ such that the sum is r, found without sorting in linear expected time. Conjugate:
/// <c>r maxᵢ uᵢ</c>. A NaN or +∞ in x makes the whole result NaN.</para>
/// <para>Source: L. Condat, Fast projection onto the simplex and the l1 ball, Math. Program. 158, 2016.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Simplex<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _radius;

    /// <summary>The simplex of a given sum.</summary>
    /// <param name="radius">The sum r, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sum is not positive and finite.</exception>
    public Simplex(double radius = 1) => _radius = Guard.Positive(radius, nameof(Simplex<>));

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator | FunctionTraits.PermutationInvariant;

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Value(ReadOnlySpan<T> x)
    {
        NotEmpty(x, nameof(x));
        double sum = Widening.ToDouble(Vectors.Sum(x));
        return Rounding<T>.Indicator(Widening.ToDouble(TensorPrimitives.Min(x)) >= -_radius * Widening.ToDouble(Rounding<T>.OfSum(1))
            && Math.Abs(sum - _radius) <= _radius * Widening.ToDouble(Rounding<T>.OfSum(x.Length)));
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        NotEmpty(x, nameof(x));
        ProximalGuard.Prox(this, x, step, destination, null);
        T largest = TensorPrimitives.Max(x);
        if (!T.IsFinite(largest))
        {
            destination.Fill(T.NaN);
            return T.NaN;
        }

        SimplexThreshold.Subtract(x, largest, SimplexThreshold.Offset(x, largest, _radius, magnitudes: false), destination);
        return T.Zero;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        NotEmpty(u, nameof(u));
        return Widening.FromDouble<T>(_radius) * TensorPrimitives.Max(u);
    }

    private static void NotEmpty(ReadOnlySpan<T> x, string paramName)
    {
        if (x.IsEmpty)
            throw new ShapeMismatchException(nameof(Simplex<>), $"{paramName} has no element: the simplex of no coordinates is empty.", paramName);
    }
}
