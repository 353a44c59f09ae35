using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A separable function whose coordinate struct is hidden: what <see cref="SeparableFunction{T}"/> calls.</summary>
internal interface ISeparable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of coordinates; null for any.</summary>
    int? Length { get; }

    T Value(ReadOnlySpan<T> x);

    T Prox(ReadOnlySpan<T> x, T step, Span<T> destination);

    T Prox(ReadOnlySpan<T> x, ReadOnlySpan<T> steps, Span<T> destination);
}
