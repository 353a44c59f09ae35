using System.Numerics;

namespace MathsIA.Data;

/// <summary>An array read from a file, or to be written to one: a tensor whose element type is known only at run time.</summary>
public sealed class DataArray
{
    /// <summary>A <see cref="Tensor{T}"/> of the type that <see cref="ElementType"/> names.</summary>
    private readonly object _tensor;

    internal DataArray(ElementType elementType, Shape shape, object tensor)
    {
        ElementType = elementType;
        Shape = shape;
        _tensor = tensor;
    }

    /// <summary>The type of the elements.</summary>
    public ElementType ElementType { get; }

    /// <summary>The lengths of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>Wraps a tensor: shares its memory.</summary>
    /// <typeparam name="T">An element type that <see cref="Data.ElementType"/> names.</typeparam>
    /// <param name="tensor">The tensor.</param>
    /// <returns>The array.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="NotSupportedException">No file stores elements of this type.</exception>
    public static DataArray From<T>(Tensor<T> tensor) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new DataArray(ElementTypes.Of<T>(), tensor.Shape, tensor);
    }

    /// <summary>The array as a tensor of its own element type: no copy.</summary>
    /// <typeparam name="T">The type that <see cref="ElementType"/> names.</typeparam>
    /// <returns>The tensor.</returns>
    /// <exception cref="InvalidCastException">The elements are of another type: see <see cref="To{T}"/>.</exception>
    public Tensor<T> As<T>() where T : unmanaged =>
        _tensor as Tensor<T> ?? throw new InvalidCastException($"As: the elements are {ElementType}, not {typeof(T).Name}; To<{typeof(T).Name}>() converts them.");

    /// <summary>The array as a tensor of any element type: its own tensor when that is the type, else a converted copy.</summary>
    /// <remarks>Numbers beyond the range of the type become its nearest end, fractions are cut off towards zero, NaN becomes 0 in integers; true is 1.</remarks>
    /// <typeparam name="T">The element type wanted.</typeparam>
    /// <returns>The tensor.</returns>
    public Tensor<T> To<T>() where T : unmanaged, INumberBase<T> => _tensor switch
    {
        Tensor<T> same => same,
        Tensor<bool> flags => Convert(flags, static flag => flag ? T.One : T.Zero),
        Tensor<byte> x => Convert<byte, T>(x),
        Tensor<sbyte> x => Convert<sbyte, T>(x),
        Tensor<ushort> x => Convert<ushort, T>(x),
        Tensor<short> x => Convert<short, T>(x),
        Tensor<uint> x => Convert<uint, T>(x),
        Tensor<int> x => Convert<int, T>(x),
        Tensor<ulong> x => Convert<ulong, T>(x),
        Tensor<long> x => Convert<long, T>(x),
        Tensor<Half> x => Convert<Half, T>(x),
        Tensor<BFloat16> x => Convert(x, static value => T.CreateSaturating((float)value)),
        Tensor<float> x => Convert<float, T>(x),
        Tensor<double> x => Convert<double, T>(x),
        _ => throw new NotSupportedException($"To: no conversion from {ElementType} to {typeof(T).Name}."),
    };

    /// <summary>Element type and shape, for display.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{ElementType} {Shape}";

    private static Tensor<TTo> Convert<TFrom, TTo>(Tensor<TFrom> source)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo> => Convert(source, static value => TTo.CreateSaturating(value));

    private static Tensor<TTo> Convert<TFrom, TTo>(Tensor<TFrom> source, Func<TFrom, TTo> convert)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        Tensor<TTo> result = Tensor.Uninitialized<TTo>(source.Shape);
        ReadOnlySpan<TFrom> from = source.Contiguous().AsSpan();
        Span<TTo> to = result.AsSpan();
        for (int i = 0; i < to.Length; i++)
            to[i] = convert(from[i]);
        return result;
    }
}
