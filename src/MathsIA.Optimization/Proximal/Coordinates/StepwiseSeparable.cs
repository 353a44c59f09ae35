using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A separable function of a coordinate struct without parameters of its own coordinates, prepared for each common step.</summary>
internal sealed class StepwiseSeparable<T, TFunction, TAtStep>(TFunction function) : ISeparable<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFunction : struct, IStepwiseProx<T, TAtStep>
    where TAtStep : struct, ICoordinateProx<T>
{
    public int? Length => null;

    public T Value(ReadOnlySpan<T> x) => CoordinateDriver.Sum(x, function);

    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => CoordinateDriver.Prox(x, step, destination, function.At(step));

    public T Prox(ReadOnlySpan<T> x, ReadOnlySpan<T> steps, Span<T> destination) => CoordinateDriver.Prox(x, steps, destination, function);
}
