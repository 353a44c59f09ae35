using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A coordinate struct with its driver and the memory of its parameters.</summary>
internal sealed class Separable<T, TFunction> : ISeparable<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFunction : struct, ICoordinateProx<T>
{
    private readonly TFunction _function;
    private readonly Parameter<T>[] _parameters;

    /// <summary>Takes a coordinate struct and what it reads from.</summary>
    public Separable(TFunction function, params Parameter<T>[] parameters)
    {
        _function = function;
        _parameters = parameters;
        foreach (Parameter<T> parameter in parameters)
            Length ??= parameter.Length;
    }

    public int? Length { get; }

    public T Value(ReadOnlySpan<T> x)
    {
        T value = CoordinateDriver.Sum(x, _function);
        GC.KeepAlive(_parameters);
        return value;
    }

    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        T value = CoordinateDriver.Prox(x, step, destination, _function);
        GC.KeepAlive(_parameters);
        return value;
    }

    public T Prox(ReadOnlySpan<T> x, ReadOnlySpan<T> steps, Span<T> destination)
    {
        T value = CoordinateDriver.Prox(x, steps, destination, _function);
        GC.KeepAlive(_parameters);
        return value;
    }
}
