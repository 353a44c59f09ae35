using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The indicator of a sublevel set of a convex function, <c>f(x) ≤ t</c>.</summary>
/// <remarks>Prox: <c>prox_{γf}(x)</c> with the γ at which f is t, by bisection to the last bit: about 60 proxes of f. Balls have faster ones of
/// their own.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SublevelSet<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _function;
    private readonly T _level;

    /// <summary>Takes the set.</summary>
    /// <param name="function">The function f, convex.</param>
    /// <param name="level">The level t, above the least value of f: with fewer points the projection is the nearest minimizer of f that was found.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentException">The function is not known to be convex.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not finite.</exception>
    public SublevelSet(IProximable<T> function, double level)
    {
        _function = Part.Convex<IProximable<T>, T>(function, nameof(SublevelSet<>));
        _level = T.CreateTruncating(ProximalGuard.Finite(level, nameof(SublevelSet<>)));
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator | (_function.Traits & FunctionTraits.SymmetricGauge);

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        T value = _function.Value(x);
        return Rounding<T>.Indicator(value - _level <= T.CreateTruncating(64) * Rounding<T>.OfSum(x.Length) * (T.One + T.Abs(_level)));
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        if (_function.Value(x) <= _level)
        {
            x.CopyTo(destination);
            return T.Zero;
        }

        return T.IsNaN(MultiplierSearch.Run(_function, x, _level, T.Zero, destination)) ? T.NaN : Value(destination);
    }
}
