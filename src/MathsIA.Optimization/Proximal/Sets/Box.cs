using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of a box, <c>lᵢ ≤ xᵢ ≤ uᵢ</c>; an end may be infinite.</summary>
/// <remarks>Prox: clamping. Conjugate: the support function <c>Σᵢ max(lᵢ vᵢ, uᵢ vᵢ)</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Box<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Coefficient<T> _lower, _upper;

    /// <summary>The same interval for every coordinate.</summary>
    /// <param name="lower">The lower end; −∞ for none.</param>
    /// <param name="upper">The upper end, at least the lower one; +∞ for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">An end is NaN, or the upper end is below the lower one.</exception>
    public Box(double lower, double upper)
        : this(Parameter<T>.Uniform(Number(lower, nameof(lower))), Parameter<T>.Uniform(AtLeast(Number(upper, nameof(upper)), lower, nameof(upper)))) { }

    /// <summary>An interval for each coordinate.</summary>
    /// <param name="lower">The lower ends; they are copied.</param>
    /// <param name="upper">The upper ends, of the same shape, each at least the lower one; they are copied.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An end is NaN, or an upper end is below the lower one.</exception>
    public Box(Tensor<T> lower, Tensor<T> upper)
        : this(Parameter<T>.Of(ProximalGuard.NotNaN(lower, nameof(Box<>))), Parameter<T>.Of(AtLeast(ProximalGuard.NotNaN(upper, nameof(Box<>)), lower))) { }

    private Box(Parameter<T> lower, Parameter<T> upper)
        : base(FunctionTraits.Convex | FunctionTraits.Indicator, Lanes(new IntervalIndicator<T>(lower.View, upper.View), lower, upper)) =>
        (_lower, _upper) = (lower.View, upper.View);

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, new IntervalSupportValue<T>(_lower, _upper));

    private static double Number(double value, string paramName) => double.IsNaN(value)
        ? throw new ArgumentOutOfRangeException(paramName, value, "Box: an end must be a number.") : value;

    private static double AtLeast(double upper, double lower, string paramName) => upper >= lower ? upper
        : throw new ArgumentOutOfRangeException(paramName, upper, $"Box: the upper end must be at least the lower one, {lower}.");

    private static Tensor<T> AtLeast(Tensor<T> upper, Tensor<T> lower)
    {
        Guard.Shape(upper, lower.Shape, nameof(Box<>));
        T[] low = lower.ToArray(), high = upper.ToArray();
        for (int i = 0; i < low.Length; i++)
        {
            if (high[i] < low[i])
                throw new ArgumentOutOfRangeException(nameof(upper), high[i], $"Box: upper end {i} must be at least the lower one, {low[i]}.");
        }

        return upper;
    }
}

/// <summary>0 on an interval, else +∞.</summary>
internal readonly struct IntervalIndicator<T>(Coefficient<T> lower, Coefficient<T> upper) : ICoordinateProx<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
        ProxLanes.Indicator<TLane, T>(TLane.LessOrEqual(lower.At<TLane>(index), x) & TLane.LessOrEqual(x, upper.At<TLane>(index)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> =>
        ProxLanes.Clamp<TLane, T>(x, lower.At<TLane>(index), upper.At<TLane>(index));
}

/// <summary><c>max(l x, u x)</c>, with 0 at 0 even where an end is infinite.</summary>
internal readonly struct IntervalSupportValue<T>(Coefficient<T> lower, Coefficient<T> upper) : ICoordinateFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
    {
        TLane zero = TLane.Create(T.Zero);
        TLane end = TLane.Select(TLane.Less(zero, x), upper.At<TLane>(index), lower.At<TLane>(index));
        return TLane.Select(TLane.Equal(x, zero), zero, end * x);
    }
}
