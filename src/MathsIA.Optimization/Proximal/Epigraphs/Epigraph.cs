using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The indicator of the epigraph of a convex function, <c>f(x) ≤ t</c> for points (x, t) with the bound last: of a logarithm, an exponential, a
/// hinge, a power, a maximum, a distance, a support function, and of any other.</summary>
/// <remarks>Prox: <c>(prox_{γf}(x), t + γ)</c> with the γ that puts it on the graph, by bisection to the last bit: about 60 proxes of f. The norms have
/// faster ones of their own (<see cref="L1Epigraph{T}"/>, <see cref="L2Epigraph{T}"/>, <see cref="LInfinityEpigraph{T}"/>,
/// <see cref="SquaredL2Epigraph{T}"/>). Source: H. Bauschke, P. Combettes, Convex Analysis and Monotone Operator Theory, 2nd ed., section 29.5.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Epigraph<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _function;

    /// <summary>Takes the epigraph.</summary>
    /// <param name="function">The function f, convex.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentException">The function is not known to be convex.</exception>
    public Epigraph(IProximable<T> function) => _function = Part.Convex<IProximable<T>, T>(function, nameof(Epigraph<>));

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator | (_function.Traits & FunctionTraits.PositivelyHomogeneous);

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate, or the others are not what f is defined on.</exception>
    public T Value(ReadOnlySpan<T> x)
    {
        EpigraphPoint.NotEmpty(this, x);
        T value = _function.Value(x[..^1]);
        return Rounding<T>.Indicator(value - x[^1] <= T.CreateTruncating(64) * Rounding<T>.OfSum(x.Length) * (T.One + T.Abs(value) + T.Abs(x[^1])) && T.IsFinite(value));
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate, or the others are not what f is defined on.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        EpigraphPoint.NotEmpty(this, x);
        ProximalGuard.Prox(this, x, step, destination, null);
        T bound = x[^1];
        if (_function.Value(x[..^1]) <= bound)
        {
            x.CopyTo(destination);
            return T.Zero;
        }

        destination[^1] = bound + MultiplierSearch.Run(_function, x[..^1], bound, T.One, destination[..^1]);
        return T.IsNaN(destination[^1]) ? T.NaN : T.Zero;
    }
}
