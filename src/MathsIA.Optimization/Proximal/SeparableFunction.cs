using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A sum of functions of one coordinate each, <c>g(x) = Σᵢ gᵢ(xᵢ)</c>: its prox acts on each coordinate for itself, so that each
/// may have a step of its own.</summary>
/// <remarks>A value or a prox is one pass over memory on the caller's thread, with the same bits at every register width. NaN in a
/// coordinate gives NaN in that coordinate of the prox. Made by the sealed functions of this library; for one of your own, implement
/// <see cref="IDiagonalProximable{T}"/>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public abstract class SeparableFunction<T> : IDiagonalProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ISeparable<T> _terms;

    private protected SeparableFunction(FunctionTraits traits, ISeparable<T> terms)
    {
        // The same parameters for every coordinate: the order of the coordinates does not matter.
        Traits = traits | FunctionTraits.Separable | (terms.Length is null ? FunctionTraits.PermutationInvariant : FunctionTraits.None);
        _terms = terms;
    }

    /// <inheritdoc/>
    public FunctionTraits Traits { get; }

    /// <summary>The number of coordinates that the function is defined on; null for any number.</summary>
    public int? Length => _terms.Length;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, Length);
        return _terms.Value(x);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, Length);
        return _terms.Prox(x, step, destination);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, ReadOnlySpan<T> steps, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, steps, destination, Length);
        return _terms.Prox(x, steps, destination);
    }

    /// <summary>The sum of another function of the coordinates, such as the conjugate's.</summary>
    private protected T Sum<TFunction>(ReadOnlySpan<T> u, TFunction function) where TFunction : struct, ICoordinateFunction<T>
    {
        ProximalGuard.Point(this, u, Length);
        T value = CoordinateDriver.Sum(u, function);
        GC.KeepAlive(_terms);
        return value;
    }

    /// <summary>A map of the coordinates, such as a gradient.</summary>
    private protected void Map<TFunction>(ReadOnlySpan<T> x, Span<T> destination, TFunction function) where TFunction : struct, ICoordinateFunction<T>
    {
        CoordinateDriver.Map(x, destination, function);
        GC.KeepAlive(_terms);
    }

    /// <summary>A coordinate struct of registers.</summary>
    private protected static ISeparable<T> Lanes<TFunction>(TFunction function, params Parameter<T>[] parameters) where TFunction : struct, ICoordinateProx<T> =>
        new Separable<T, TFunction>(function, parameters);

    /// <summary>A coordinate struct of registers that is prepared for each common step.</summary>
    private protected static ISeparable<T> Stepwise<TFunction, TAtStep>(TFunction function)
        where TFunction : struct, IStepwiseProx<T, TAtStep>
        where TAtStep : struct, ICoordinateProx<T> => new StepwiseSeparable<T, TFunction, TAtStep>(function);

    /// <summary>A coordinate struct of numbers.</summary>
    private protected static ISeparable<T> Numbers<TFunction>(TFunction function, params Parameter<T>[] parameters) where TFunction : struct, IScalarProx =>
        new Separable<T, Scalarwise<T, TFunction>>(new(function), parameters);

    /// <summary>A smooth convex function of one number, whose prox is a root.</summary>
    private protected static ISeparable<T> Roots<TFunction>(TFunction function, params Parameter<T>[] parameters) where TFunction : struct, ISmoothScalar =>
        new Separable<T, Scalarwise<T, RootProx<TFunction>>>(new(new(function)), parameters);

    /// <summary>A smooth convex function of the magnitude, whose prox is a root with the sign of the operand.</summary>
    private protected static ISeparable<T> EvenRoots<TFunction>(TFunction function, params Parameter<T>[] parameters) where TFunction : struct, ISmoothScalar =>
        new Separable<T, Scalarwise<T, EvenProx<RootProx<TFunction>>>>(new(new(new(function))), parameters);
}
