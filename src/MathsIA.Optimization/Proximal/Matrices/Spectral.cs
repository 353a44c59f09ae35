using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>What the functions of singular values and of eigenvalues share.</summary>
internal static class Spectral
{
    /// <summary>The traits that a lifted function has from the function of its spectrum.</summary>
    public const FunctionTraits Lifted = FunctionTraits.Convex | FunctionTraits.Indicator | FunctionTraits.PositivelyHomogeneous | FunctionTraits.Smooth | FunctionTraits.StronglyConvex;

    /// <summary>Whether every element is finite: a decomposition of anything else has no meaning.</summary>
    public static bool IsFinite<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x.IsEmpty || T.IsFinite(TensorPrimitives.MaxMagnitude(x));

    /// <summary>The value at a computed spectrum, whose elements that are 0 up to rounding become 0. A set contains what rounding alone has moved
    /// out of it.</summary>
    public static T Value<T>(IProximable<T> function, Span<T> spectrum) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T tolerance = Tolerance<T>(spectrum);
        foreach (ref T element in spectrum)
            element = T.Abs(element) <= tolerance ? T.Zero : element;
        if (!function.Traits.Has(FunctionTraits.Indicator))
            return function.Value(spectrum);
        using var nearest = new Workspace<T>(spectrum.Length);
        function.Prox(spectrum, T.One, nearest.Span);
        return Rounding<T>.Indicator(Distance<T>(spectrum, nearest.Span) <= tolerance);
    }

    /// <summary>The conjugate at a computed spectrum, forgiving rounding where it is the indicator of a set.</summary>
    public static T ConjugateValue<T>(IProximable<T> function, ReadOnlySpan<T> spectrum, object whole) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T value = Part.Conjugate(function, spectrum, whole);
        if (!T.IsPositiveInfinity(value) || !function.Traits.Has(FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous))
            return value;
        // The conjugate of a homogeneous function is an indicator; the distance to its set is the prox of the function at step 1.
        using var outside = new Workspace<T>(spectrum.Length);
        function.Prox(spectrum, T.One, outside.Span);
        return Rounding<T>.Indicator(Vectors.Norm<T>(outside.Span) <= Tolerance(spectrum));
    }

    private static T Tolerance<T>(ReadOnlySpan<T> spectrum) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CreateTruncating(32 + (4 * spectrum.Length)) * Rounding<T>.Epsilon * (Vectors.Norm(spectrum) + T.CreateTruncating(1e-30));

    private static T Distance<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T square = T.Zero;
        for (int i = 0; i < x.Length; i++)
            square += (x[i] - y[i]) * (x[i] - y[i]);
        return T.Sqrt(square);
    }
}
