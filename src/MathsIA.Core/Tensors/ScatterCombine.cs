using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA;

/// <summary>How an arriving value joins the element it meets.</summary>
internal interface IScatterCombine<T>
{
    static abstract T Combine(T current, T value);

    /// <summary>A contiguous run of values on a contiguous run of elements.</summary>
    static abstract void CombineRun(ReadOnlySpan<T> values, Span<T> current);
}

internal readonly struct ScatterSet<T> : IScatterCombine<T>
{
    public static T Combine(T current, T value) => value;

    public static void CombineRun(ReadOnlySpan<T> values, Span<T> current) => values.CopyTo(current);
}

internal readonly struct ScatterAdd<T> : IScatterCombine<T> where T : INumberBase<T>
{
    public static T Combine(T current, T value) => current + value;

    public static void CombineRun(ReadOnlySpan<T> values, Span<T> current) => TensorPrimitives.Add(current, values, current);
}

internal readonly struct ScatterMin<T> : IScatterCombine<T> where T : INumber<T>
{
    public static T Combine(T current, T value) => T.Min(current, value);

    public static void CombineRun(ReadOnlySpan<T> values, Span<T> current) => TensorPrimitives.Min(current, values, current);
}

internal readonly struct ScatterMax<T> : IScatterCombine<T> where T : INumber<T>
{
    public static T Combine(T current, T value) => T.Max(current, value);

    public static void CombineRun(ReadOnlySpan<T> values, Span<T> current) => TensorPrimitives.Max(current, values, current);
}
