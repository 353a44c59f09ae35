using System.Numerics;

namespace MathsIA;

/// <summary>Makes tensors and computes with them. Every operation that returns a tensor has a twin that writes into a
/// <c>destination</c> owned by the caller.</summary>
/// <remarks>
/// <para>Most methods are extensions, so <c>x.Exp()</c> and <c>Tensor.Exp(x)</c> are the same call.</para>
/// <para>Rules that hold for every operation: shapes broadcast as in <see cref="Shape.Broadcast"/>; a destination has exactly
/// the shape of the result; a destination may be the very same window as an operand (in-place), but a partial overlap throws
/// <see cref="ArgumentException"/> before any work; a shape that does not fit throws <see cref="ShapeMismatchException"/>.</para>
/// </remarks>
public static partial class Tensor
{
    /// <summary>A tensor of zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or the product too large.</exception>
    public static Tensor<T> Zeros<T>(params ReadOnlySpan<int> lengths) where T : unmanaged
    {
        var shape = new Shape(lengths);
        return new Tensor<T>(new T[shape.ElementCount], shape);
    }

    /// <summary>A tensor of ones.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or the product too large.</exception>
    public static Tensor<T> Ones<T>(params ReadOnlySpan<int> lengths) where T : unmanaged, INumberBase<T> => Full(lengths, T.One);

    /// <summary>A tensor with one value everywhere.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <param name="value">The value.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or the product too large.</exception>
    public static Tensor<T> Full<T>(ReadOnlySpan<int> lengths, T value) where T : unmanaged
    {
        Tensor<T> tensor = Uninitialized<T>(lengths);
        tensor.AsSpan().Fill(value);
        return tensor;
    }

    /// <summary>A tensor whose elements are whatever the memory held: for results about to be overwritten whole.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or the product too large.</exception>
    public static Tensor<T> Uninitialized<T>(params ReadOnlySpan<int> lengths) where T : unmanaged
    {
        var shape = new Shape(lengths);
        return new Tensor<T>(GC.AllocateUninitializedArray<T>(shape.ElementCount), shape);
    }

    /// <summary>A 0-dimensional tensor that holds one value.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>A new tensor of rank 0.</returns>
    public static Tensor<T> Scalar<T>(T value) where T : unmanaged => new(new T[] { value }, default);

    /// <summary>A tensor of rank 1 on an existing array: shares its memory.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The elements.</param>
    /// <returns>A tensor that reads and writes the array.</returns>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    public static Tensor<T> From<T>(T[] array) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(array);
        return new Tensor<T>(array, new Shape(array.Length));
    }

    /// <summary>A tensor on existing memory, such as an array, in row-major order: shares it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="memory">The elements, exactly as many as the shape has.</param>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <returns>A tensor that reads and writes the memory.</returns>
    /// <exception cref="ShapeMismatchException">The number of elements is not that of the shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or the product too large.</exception>
    public static Tensor<T> From<T>(Memory<T> memory, params ReadOnlySpan<int> lengths) where T : unmanaged
    {
        var shape = new Shape(lengths);
        RequireLength(nameof(From), memory.Length, shape, nameof(memory));
        return new Tensor<T>(memory, shape);
    }

    /// <summary>A tensor that shares an array's memory, in row-major order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The elements, exactly as many as the shape has.</param>
    /// <param name="lengths">The lengths of the axes.</param>
    /// <returns>A tensor that reads and writes the array.</returns>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    /// <exception cref="ShapeMismatchException">The number of elements is not that of the shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or the product too large.</exception>
    public static Tensor<T> From<T>(T[] array, params ReadOnlySpan<int> lengths) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(array);
        return From(array.AsMemory(), lengths);
    }

    /// <summary>A tensor with a copy of a span's elements, in row-major order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="elements">The elements, exactly as many as the shape has.</param>
    /// <param name="lengths">The lengths of the axes.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ShapeMismatchException">The number of elements is not that of the shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or the product too large.</exception>
    public static Tensor<T> CopyOf<T>(ReadOnlySpan<T> elements, params ReadOnlySpan<int> lengths) where T : unmanaged
    {
        var shape = new Shape(lengths);
        RequireLength(nameof(CopyOf), elements.Length, shape, nameof(elements));
        return new Tensor<T>(elements.ToArray(), shape);
    }

    /// <summary>A matrix with a copy of the elements of a two-dimensional array.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The elements.</param>
    /// <returns>A new tensor of rank 2.</returns>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    public static Tensor<T> From<T>(T[,] array) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(array);
        Tensor<T> tensor = Uninitialized<T>(array.GetLength(0), array.GetLength(1));
        System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array)), array.Length)
            .CopyTo(tensor.AsSpan());
        return tensor;
    }

    /// <summary>A matrix from its rows, each a collection of the same length.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <returns>A new tensor of rank 2; of shape [0, 0] when there is no row.</returns>
    /// <exception cref="ArgumentNullException">The collection or a row is null.</exception>
    /// <exception cref="ShapeMismatchException">The rows differ in length.</exception>
    public static Tensor<T> FromRows<T>(IEnumerable<IEnumerable<T>> rows) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        var elements = new List<T>();
        int count = 0, width = 0;
        foreach (IEnumerable<T> row in rows)
        {
            ArgumentNullException.ThrowIfNull(row, nameof(rows));
            int before = elements.Count;
            elements.AddRange(row);
            int length = elements.Count - before;
            if (count > 0 && length != width)
                throw new ShapeMismatchException(nameof(FromRows), $"row 0 has {width} elements, row {count} has {length}.", nameof(rows));
            width = length;
            count++;
        }

        return new Tensor<T>(elements.ToArray(), new Shape(count, width));
    }

    /// <summary>The numbers <c>start, start + step, ...</c> below <paramref name="end"/> (above it for a negative step).</summary>
    /// <remarks>Element <c>i</c> is <c>start + i step</c>, not a running sum.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="start">The first number.</param>
    /// <param name="end">Where to stop; not included.</param>
    /// <param name="step">The distance, not zero.</param>
    /// <returns>A new tensor of rank 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is zero or NaN, an end is not finite, or there are too many numbers.</exception>
    public static Tensor<T> Arange<T>(T start, T end, T step) where T : unmanaged, INumber<T>
    {
        if (step == T.Zero || !T.IsFinite(step))
            throw new ArgumentOutOfRangeException(nameof(step), step, "Arange: the step must be finite and not zero.");
        if (!T.IsFinite(start))
            throw new ArgumentOutOfRangeException(nameof(start), start, "Arange: the start must be finite.");
        if (!T.IsFinite(end))
            throw new ArgumentOutOfRangeException(nameof(end), end, "Arange: the end must be finite.");
        double count = Math.Ceiling((double.CreateChecked(end) - double.CreateChecked(start)) / double.CreateChecked(step));
        if (count > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(step), step, $"Arange: {count} numbers are more than {Array.MaxLength}.");
        Tensor<T> tensor = Uninitialized<T>(Math.Max(0, (int)count));
        Span<T> span = tensor.AsSpan();
        for (int i = 0; i < span.Length; i++)
            span[i] = start + T.CreateTruncating(i) * step;
        return tensor;
    }

    /// <summary>The numbers 0, 1, ..., count - 1.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="count">How many.</param>
    /// <returns>A new tensor of rank 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static Tensor<T> Arange<T>(int count) where T : unmanaged, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Tensor<T> tensor = Uninitialized<T>(count);
        Span<T> span = tensor.AsSpan();
        for (int i = 0; i < span.Length; i++)
            span[i] = T.CreateTruncating(i);
        return tensor;
    }

    /// <summary>Numbers evenly spaced from <paramref name="start"/> to <paramref name="end"/>, both included.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="start">The first number.</param>
    /// <param name="end">The last number, met exactly.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>A new tensor of rank 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public static Tensor<T> Linspace<T>(T start, T end, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Tensor<T> tensor = Uninitialized<T>(count);
        Span<T> span = tensor.AsSpan();
        T last = T.CreateChecked(Math.Max(1, count - 1));
        for (int i = 0; i < span.Length; i++)
        {
            T t = T.CreateChecked(i) / last;
            span[i] = start * (T.One - t) + end * t;
        }

        if (count > 1)
            span[^1] = end;
        return tensor;
    }

    /// <summary>The matrix with ones on a diagonal and zeros elsewhere.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns; as many as rows when left out.</param>
    /// <param name="diagonal">Which diagonal: 0 the main one, positive above it, negative below.</param>
    /// <returns>A new tensor of rank 2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static Tensor<T> Eye<T>(int rows, int? columns = null, int diagonal = 0) where T : unmanaged, INumberBase<T>
    {
        Tensor<T> tensor = Zeros<T>(rows, columns ?? rows);
        for (long i = Math.Max(0, -(long)diagonal); i < rows && i + diagonal < tensor.Shape[1]; i++)
            tensor[(int)i, (int)(i + diagonal)] = T.One;
        return tensor;
    }

    private static void RequireLength(string operation, int given, Shape shape, string paramName)
    {
        if (given != shape.ElementCount)
            throw new ShapeMismatchException(operation, $"{given} elements do not fill the shape {shape}, which has {shape.ElementCount}.", paramName);
    }
}
