using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The function 0, for methods of three terms that are given two.</summary>
internal sealed class ZeroFunction<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static readonly ZeroFunction<T> Instance = new();

    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Separable | FunctionTraits.PositivelyHomogeneous | FunctionTraits.Smooth | FunctionTraits.Quadratic;

    public T Value(ReadOnlySpan<T> x) => T.Zero;

    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        x.CopyTo(destination);
        return T.Zero;
    }
}
