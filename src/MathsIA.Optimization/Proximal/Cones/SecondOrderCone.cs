using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>The indicator of the second-order cone, <c>‖(x₁, ..., xₙ₋₁)‖₂ ≤ x₀</c>: the bound comes first.</summary>
/// <remarks>Prox: x inside; 0 in the polar cone; else <c>(x₀ + ‖v‖)/2 · (1, v/‖v‖)</c>. Conjugate: the indicator of the polar cone,
/// <c>‖v‖₂ ≤ −u₀</c>. Source: N. Parikh, S. Boyd, Proximal Algorithms, 2014, section 6.3.2.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SecondOrderCone<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Cone;

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Value(ReadOnlySpan<T> x)
    {
        NotEmpty(x, nameof(x));
        return Contains(x[0], Vectors.Norm(x[1..]), x.Length);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        NotEmpty(x, nameof(x));
        ProximalGuard.Prox(this, x, step, destination, null);
        Project(x, destination);
        return T.Zero;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        NotEmpty(u, nameof(u));
        return Contains(-u[0], Vectors.Norm(u[1..]), u.Length);
    }

    internal static T Contains(T bound, T norm, int length) => Rounding<T>.Indicator(norm - bound <= Rounding<T>.OfSum(length) * (norm + T.Abs(bound)));

    internal static void Project(ReadOnlySpan<T> x, Span<T> destination)
    {
        T bound = x[0], norm = Vectors.Norm(x[1..]);
        if (norm <= bound)
            x.CopyTo(destination);
        else if (norm <= -bound)
            destination.Clear();
        else
        {
            T half = (bound + norm) / (T.One + T.One);
            TensorPrimitives.Multiply(x[1..], half / norm, destination[1..]);
            destination[0] = half;
        }
    }

    private static void NotEmpty(ReadOnlySpan<T> x, string paramName)
    {
        if (x.IsEmpty)
            throw new ShapeMismatchException(nameof(SecondOrderCone<>), $"{paramName} has no element; the cone has at least one.", paramName);
    }
}
