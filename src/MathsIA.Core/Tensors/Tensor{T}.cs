using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MathsIA;

/// <summary>An n-dimensional array of <typeparamref name="T"/>: row-major, strided, owned by the garbage collector.</summary>
/// <remarks>
/// <para>A tensor is a window on a block of memory: a shape, a stride for each axis and an offset. Reshape (of contiguous
/// data), transpose, slice and broadcast return windows on the same memory and copy nothing: writing through one is seen
/// through the others. Everything else returns new memory. There is nothing to dispose.</para>
/// <para>Elements: <c>float</c> and <c>double</c> for arithmetic; <c>int</c>, <c>long</c>, <c>byte</c> and <c>bool</c> for
/// indices, labels and masks; <see cref="Half"/> and <c>BFloat16</c> for storage. A tensor of rank 0 holds one
/// element; a length of zero makes an empty tensor. One tensor holds at most <see cref="Array.MaxLength"/> elements.</para>
/// <para>Reading from several threads is safe; writing while another thread reads or writes is not.</para>
/// <para>Two tensors are equal (<see cref="object.Equals(object)"/>, <see cref="object.GetHashCode"/>) when they are the same
/// object, as for arrays: elements can change, so they cannot serve as a key. To compare elements use
/// <see cref="Tensor.ElementsEqual"/>, <see cref="Tensor.AllClose"/> or <see cref="Tensor.Compare"/>.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class Tensor<T> where T : unmanaged
{
    private readonly Memory<T> _storage;
    private readonly int[] _strides;

    /// <summary>A window on existing memory; the caller vouches that every reachable element lies inside it.</summary>
    internal Tensor(Memory<T> storage, int offset, Shape shape, int[] strides)
    {
        _storage = storage;
        // An empty view may have been cut past the last element: its offset must stay inside the storage.
        Offset = shape.ElementCount == 0 ? 0 : offset;
        Shape = shape;
        _strides = strides;
        IsContiguous = ComputeContiguity(shape, strides);
    }

    /// <summary>A contiguous window on existing memory, from its start.</summary>
    internal Tensor(Memory<T> storage, Shape shape)
    {
        _storage = storage;
        Shape = shape;
        _strides = shape.ContiguousStrides();
        IsContiguous = true;
    }

    /// <summary>The lengths of the axes, outermost first.</summary>
    public Shape Shape { get; }

    /// <summary>The number of axes; 0 for a single element.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Length => Shape.ElementCount;

    /// <summary>Whether there is no element.</summary>
    public bool IsEmpty => Shape.ElementCount == 0;

    /// <summary>The distance in memory, in elements, between neighbours along each axis. Zero along a broadcast axis,
    /// negative along a reversed one.</summary>
    public ReadOnlySpan<int> Strides => _strides;

    /// <summary>Whether the elements lie one after another in row-major order, so that <see cref="AsSpan"/> can show them.</summary>
    public bool IsContiguous { get; }

    /// <summary>The place of the first element in <see cref="Storage"/>.</summary>
    internal int Offset { get; }

    /// <summary>The whole block of memory that this tensor looks into.</summary>
    internal Memory<T> Storage => _storage;

    private string DebuggerText => $"Tensor<{typeof(T).Name}> {Shape}";

    /// <summary>The element at an index of each axis.</summary>
    /// <param name="indices">One index an axis, each from 0; none for a 0-dimensional tensor.</param>
    /// <returns>A reference to the element, which can be read and assigned.</returns>
    /// <exception cref="ArgumentException">There are not as many indices as axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its axis.</exception>
    public ref T this[params ReadOnlySpan<int> indices]
    {
        get
        {
            if (indices.Length != Rank)
                ThrowRank(indices.Length);
            int place = Offset;
            for (int i = 0; i < indices.Length; i++)
            {
                if ((uint)indices[i] >= (uint)Shape.Lengths[i])
                    ThrowIndex(indices[i], i);
                place += indices[i] * _strides[i];
            }

            return ref _storage.Span[place];
        }
    }

    /// <summary>The element of a tensor of rank 1.</summary>
    /// <param name="i">The index, from 0.</param>
    /// <returns>A reference to the element.</returns>
    /// <exception cref="ArgumentException">The rank is not 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the axis.</exception>
    public ref T this[int i]
    {
        get
        {
            if (Rank != 1)
                ThrowRank(1);
            if ((uint)i >= (uint)Shape.Lengths[0])
                ThrowIndex(i, 0);
            return ref _storage.Span[Offset + i * _strides[0]];
        }
    }

    /// <summary>The element of a tensor of rank 2.</summary>
    /// <param name="i">The row, from 0.</param>
    /// <param name="j">The column, from 0.</param>
    /// <returns>A reference to the element.</returns>
    /// <exception cref="ArgumentException">The rank is not 2.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its axis.</exception>
    public ref T this[int i, int j]
    {
        get
        {
            if (Rank != 2)
                ThrowRank(2);
            if ((uint)i >= (uint)Shape.Lengths[0])
                ThrowIndex(i, 0);
            if ((uint)j >= (uint)Shape.Lengths[1])
                ThrowIndex(j, 1);
            return ref _storage.Span[Offset + i * _strides[0] + j * _strides[1]];
        }
    }

    /// <summary>The only element of a tensor that holds one.</summary>
    /// <returns>The element.</returns>
    /// <exception cref="InvalidOperationException">The tensor does not hold exactly one element.</exception>
    public T ToScalar() => Length == 1
        ? _storage.Span[Offset]
        : throw new InvalidOperationException($"ToScalar: a tensor of shape {Shape} holds {Length} elements, not one.");

    /// <summary>The elements as a span, in row-major order, sharing memory.</summary>
    /// <returns>A span of <see cref="Length"/> elements.</returns>
    /// <exception cref="InvalidOperationException">The tensor is not contiguous: see <see cref="Contiguous"/>.</exception>
    public Span<T> AsSpan() => IsContiguous
        ? _storage.Span.Slice(Offset, Length)
        : throw new InvalidOperationException($"AsSpan: the tensor of shape {Shape} is a strided view; call Contiguous() first.");

    /// <summary>The elements as memory, in row-major order, sharing it.</summary>
    /// <returns>Memory of <see cref="Length"/> elements.</returns>
    /// <exception cref="InvalidOperationException">The tensor is not contiguous: see <see cref="Contiguous"/>.</exception>
    public Memory<T> AsMemory() => IsContiguous
        ? _storage.Slice(Offset, Length)
        : throw new InvalidOperationException($"AsMemory: the tensor of shape {Shape} is a strided view; call Contiguous() first.");

    /// <summary>This tensor if it is contiguous, else a contiguous copy of it.</summary>
    /// <returns>A tensor for which <see cref="IsContiguous"/> holds.</returns>
    public Tensor<T> Contiguous() => IsContiguous ? this : Clone();

    /// <summary>A contiguous copy in new memory.</summary>
    /// <returns>The copy.</returns>
    public Tensor<T> Clone()
    {
        Tensor<T> copy = Tensor.Uninitialized<T>(Shape);
        CopyTo(copy);
        return copy;
    }

    /// <summary>The elements in row-major order, in a new array.</summary>
    /// <returns>An array of <see cref="Length"/> elements.</returns>
    public T[] ToArray()
    {
        T[] array = GC.AllocateUninitializedArray<T>(Length);
        CopyTo(array);
        return array;
    }

    /// <summary>Copies the elements, in row-major order, into a span.</summary>
    /// <param name="destination">At least <see cref="Length"/> elements.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void CopyTo(Span<T> destination)
    {
        if (destination.Length < Length)
            throw new ArgumentException($"CopyTo: the destination holds {destination.Length} elements, the tensor {Shape} has {Length}.", nameof(destination));
        if (IsContiguous)
            AsSpan().CopyTo(destination);
        else
            StridedCopy.Run<T>(_storage.Span, Offset, _strides, destination, 0, Shape.ContiguousStrides(), Shape);
    }

    /// <summary>Copies the elements into another tensor, which this one's shape must broadcast to.</summary>
    /// <remarks>The two may be views of the same memory: the result is as if the source had been copied away first.</remarks>
    /// <param name="destination">Where to write; may be strided, must not repeat elements (no broadcast axis).</param>
    /// <exception cref="ShapeMismatchException">This shape does not broadcast to the destination's.</exception>
    /// <exception cref="ArgumentException">The destination repeats elements.</exception>
    public void CopyTo(Tensor<T> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Tensor<T> source = Shape == destination.Shape ? this : BroadcastTo(destination.Shape);
        destination.ThrowIfRepeating(nameof(CopyTo), nameof(destination));
        if (source.Overlaps(destination) && !source.IsSameWindowAs(destination))
            source = new Tensor<T>(source.ToArray(), source.Shape);
        if (source.IsContiguous && destination.IsContiguous)
            source.AsSpan().CopyTo(destination.AsSpan());
        else
            StridedCopy.Run(source._storage.Span, source.Offset, source._strides, destination._storage.Span, destination.Offset, destination._strides, destination.Shape);
    }

    /// <summary>Sets every element to one value.</summary>
    /// <param name="value">The value.</param>
    public void Fill(T value)
    {
        if (IsContiguous)
            AsSpan().Fill(value);
        else if (!IsEmpty)
            StridedCopy.Run<T>([value], 0, new int[Rank], _storage.Span, Offset, _strides, Shape);
    }

    /// <summary>Whether some element of one tensor is also an element of the other. Two columns of one matrix, or its even
    /// and odd rows, do not overlap.</summary>
    internal bool Overlaps(Tensor<T> other) => StridedOverlap.Exists(this, other);

    /// <summary>Whether two tensors show the same elements at the same indices.</summary>
    internal bool IsSameWindowAs(Tensor<T> other) =>
        Shape == other.Shape && _strides.AsSpan().SequenceEqual(other._strides)
        && (IsEmpty || Unsafe.AreSame(ref _storage.Span[Offset], ref other._storage.Span[other.Offset]));

    /// <summary>Refuses a destination in which one place in memory stands for several elements.</summary>
    internal void ThrowIfRepeating(string operation, string paramName)
    {
        if (!IsContiguous && StridedOverlap.Repeats(Shape, _strides))
            throw new ArgumentException($"{operation}: the destination of shape {Shape} and strides [{string.Join(", ", _strides)}] repeats its elements (a broadcast view or overlapping windows cannot be written).", paramName);
    }

    /// <summary>The lowest and highest place reached in the storage. The tensor must not be empty.</summary>
    internal (int Low, int High) Reach()
    {
        int low = Offset, high = Offset;
        for (int i = 0; i < _strides.Length; i++)
        {
            int span = (Shape.Lengths[i] - 1) * _strides[i];
            if (span < 0)
                low += span;
            else
                high += span;
        }

        return (low, high);
    }

    private static bool ComputeContiguity(Shape shape, int[] strides)
    {
        if (shape.ElementCount == 0)
            return true;
        int expected = 1;
        for (int i = strides.Length - 1; i >= 0; i--)
        {
            int length = shape.Lengths[i];
            if (length != 1 && strides[i] != expected)
                return false;
            expected *= length;
        }

        return true;
    }

    private void ThrowRank(int given) => throw new ArgumentException($"A tensor of shape {Shape} takes {Rank} indices, not {given}; to take a part of it, slice: x[i, ..].", "indices");

    private void ThrowIndex(int index, int axis) => throw new ArgumentOutOfRangeException("indices", index, $"The index is outside axis {axis} of shape {Shape}.");
}
