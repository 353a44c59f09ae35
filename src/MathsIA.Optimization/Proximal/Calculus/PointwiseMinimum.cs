using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The smallest of several functions, <c>g(x) = minⱼ fⱼ(x)</c>: the indicator of a union for indicators; not convex in general.</summary>
/// <remarks>Prox: the one of the function whose prox objective <c>fⱼ(z) + ‖z − x‖²/(2γ)</c> is smallest, the first of equal ones. Conjugate:
/// <c>maxⱼ fⱼ*(u)</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class PointwiseMinimum<T> : IConjugable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T>[] _functions;

    /// <summary>Takes the minimum.</summary>
    /// <param name="functions">The functions, at least one.</param>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    /// <exception cref="ArgumentException">There is no function.</exception>
    public PointwiseMinimum(params ReadOnlySpan<IProximable<T>> functions)
    {
        if (functions.IsEmpty)
            throw new ArgumentException("PointwiseMinimum: there is no function.", nameof(functions));
        Traits = FunctionTraits.Indicator | FunctionTraits.PositivelyHomogeneous | FunctionTraits.SymmetricGauge;
        foreach (IProximable<T> function in functions)
        {
            ArgumentNullException.ThrowIfNull(function, nameof(functions));
            Traits &= function.Traits;
        }

        _functions = functions.ToArray();
    }

    /// <inheritdoc/>
    public FunctionTraits Traits { get; }

    bool IMayBeConjugable.IsConjugateKnown => Array.TrueForAll(_functions, function => function.AsConjugable() is not null);

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        T least = _functions[0].Value(x);
        for (int j = 1; j < _functions.Length; j++)
            least = T.Min(least, _functions[j].Value(x));
        return least;
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        using var scratch = new Workspace<T>(2L * x.Length);
        Span<T> point = scratch.Span[..x.Length], best = scratch.Span[x.Length..];
        T least = T.PositiveInfinity, value = T.NaN;
        for (int j = 0; j < _functions.Length; j++)
        {
            T there = _functions[j].Prox(x, step, point), distance = x.IsEmpty ? T.Zero : TensorPrimitives.Distance(x, point);
            T objective = there + (distance * distance / (step + step));
            if (j > 0 && !(objective < least))
                continue;
            (least, value) = (objective, there);
            point.CopyTo(best);
        }

        best.CopyTo(destination);
        return value;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The conjugate of a function is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        T largest = T.NegativeInfinity;
        foreach (IProximable<T> function in _functions)
            largest = T.Max(largest, Part.Conjugate(function, u, this));
        return largest;
    }
}
