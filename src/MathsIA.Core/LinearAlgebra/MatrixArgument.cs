using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>What the matrix functions ask of their arguments, and how they look at them.</summary>
internal static unsafe class MatrixArgument
{
    /// <summary>Refuses what is not a single matrix.</summary>
    public static void RequireMatrix<T>(string operation, Tensor<T> a, string paramName) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(a, paramName);
        if (a.Rank != 2)
            throw new ShapeMismatchException(operation, $"the shape {a.Shape} is not that of a matrix: it must have 2 axes.", paramName);
    }

    /// <summary>Refuses what is not a single square matrix.</summary>
    public static void RequireSquare<T>(string operation, Tensor<T> a, string paramName) where T : unmanaged
    {
        RequireMatrix(operation, a, paramName);
        RequireSquares(operation, a, paramName);
    }

    /// <summary>Refuses what is not a matrix or a batch of them.</summary>
    public static void RequireMatrices<T>(string operation, Tensor<T> a, string paramName) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(a, paramName);
        if (a.Rank < 2)
            throw new ShapeMismatchException(operation, $"the shape {a.Shape} holds no matrices: it must have at least 2 axes.", paramName);
    }

    /// <summary>Refuses what is not a square matrix or a batch of them.</summary>
    public static void RequireSquares<T>(string operation, Tensor<T> a, string paramName) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(a, paramName);
        if (a.Rank < 2 || a.Shape[-1] != a.Shape[-2])
            throw new ShapeMismatchException(operation, $"the shape {a.Shape} is not square: its last two lengths must be equal.", paramName);
    }

    /// <summary>Refuses right sides, a vector or a matrix, whose rows do not fit.</summary>
    public static void RequireRightSide<T>(string operation, Shape matrix, int rows, Tensor<T> b, string paramName) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(b, paramName);
        if (b.Rank is not (1 or 2) || b.Shape[0] != rows)
            throw new ShapeMismatchException(operation, $"matrix {matrix}, right side {b.Shape}: the right side must be [{rows}] or [{rows}, k].", paramName);
    }

    /// <summary>Refuses a destination of another shape, with repeated elements, or that partly overlaps a source.</summary>
    public static void RequireDestination<T>(string operation, Shape shape, Tensor<T> destination, params ReadOnlySpan<Tensor<T>> sources) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (destination.Shape != shape)
            throw new ShapeMismatchException(operation, $"the destination {destination.Shape} must have the shape of the result, {shape}.", nameof(destination));
        destination.ThrowIfRepeating(operation, nameof(destination));
        foreach (Tensor<T> source in sources)
        {
            if (source.Overlaps(destination) && !source.IsSameWindowAs(destination))
                throw new ArgumentException($"{operation}: the destination {shape} partly overlaps an operand of shape {source.Shape}.", nameof(destination));
        }
    }

    /// <summary>Refuses NaN and infinities.</summary>
    public static void RequireFinite<T>(string operation, Tensor<T> a, string paramName) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> elements = a.Contiguous().AsSpan();
        if (IsFinite(elements))
            return;
        int place = 0;
        while (T.IsFinite(elements[place]))
            place++;
        T value = elements[place];
        var index = new int[a.Rank];
        for (int axis = a.Rank - 1; axis >= 0; axis--)
            (place, index[axis]) = Math.DivRem(place, a.Shape[axis]);
        throw new ArgumentException($"{operation}: the argument of shape {a.Shape} holds {value} at [{string.Join(", ", index)}]; every element must be finite.", paramName);
    }

    /// <summary>Refuses to hand out a result that overflowed: its input was finite.</summary>
    public static Tensor<T> RequireInRange<T>(string operation, Tensor<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        IsFinite<T>(result.Contiguous().AsSpan()) ? result : throw new OverflowException($"{operation}: an element of the result {result.Shape} leaves the range of {typeof(T).Name}.");

    /// <summary>Whether no element is NaN or infinite.</summary>
    public static bool IsFinite<T>(ReadOnlySpan<T> elements) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* p = elements)
        {
            if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
                return IsFinite<Lane512<T>, T>(p, elements.Length);
            if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
                return IsFinite<Lane256<T>, T>(p, elements.Length);
            return IsFinite<LaneScalar<T>, T>(p, elements.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsFinite<TLane, T>(T* x, int count)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Zero times a finite number is zero; times anything else, NaN, which no later sum can lose.
        TLane zero = TLane.Create(T.Zero), s0 = zero, s1 = zero, s2 = zero, s3 = zero;
        int i = 0;
        for (; i + 4 * TLane.Count <= count; i += 4 * TLane.Count)
        {
            s0 = TLane.MultiplyAdd(zero, TLane.Load(x + i), s0);
            s1 = TLane.MultiplyAdd(zero, TLane.Load(x + i + TLane.Count), s1);
            s2 = TLane.MultiplyAdd(zero, TLane.Load(x + i + 2 * TLane.Count), s2);
            s3 = TLane.MultiplyAdd(zero, TLane.Load(x + i + 3 * TLane.Count), s3);
        }

        TLane sum = (s0 + s1) + (s2 + s3);
        bool finite = !TLane.Any(~TLane.Equal(sum, zero));
        for (; i < count; i++)
            finite &= T.IsFinite(x[i]);
        return finite;
    }

    /// <summary>The view of a tensor of rank 2, or of a vector as one column, on its pinned storage.</summary>
    public static MatrixView<T> View<T>(T* storage, Tensor<T> a) where T : unmanaged => a.Rank == 1
        ? new(storage + a.Offset, a.Shape[0], 1, a.Strides[0], 1)
        : new(storage + a.Offset, a.Shape[0], a.Shape[1], a.Strides[0], a.Strides[1]);

    /// <summary>A copy with contiguous rows, <see cref="WorkingStride{T}"/> apart.</summary>
    public static Tensor<T> WorkingCopy<T>(Tensor<T> a) where T : unmanaged
    {
        int n = a.Shape[1], stride = WorkingStride<T>(n);
        if (stride == n)
            return a.Clone();
        Tensor<T> copy = Tensor.Uninitialized<T>(a.Shape[0], stride)[.., ..n];
        a.CopyTo(copy);
        return copy;
    }

    /// <summary>The bytes of a working copy of a matrix [rows, columns].</summary>
    public static long WorkingBytes<T>(int rows, int columns) where T : unmanaged => (long)rows * WorkingStride<T>(columns) * sizeof(T);

    /// <summary>How far apart the rows of a matrix are best kept while it is worked on: with a gap where their distance would
    /// else be a multiple of a large power of two, since walks down the columns then fight for a few lines of the cache.</summary>
    public static int WorkingStride<T>(int columns) where T : unmanaged =>
        columns > 0 && columns * sizeof(T) % 512 == 0 ? columns + 64 / sizeof(T) : columns;

    /// <summary>A row of a matrix whose rows are contiguous.</summary>
    public static Span<T> Row<T>(Tensor<T> a, int row) where T : unmanaged => a.IsEmpty ? [] : a.Storage.Span.Slice(a.Offset + row * a.Strides[0], a.Shape[1]);

    /// <summary>The 1-norm of a matrix with contiguous rows: the largest sum of magnitudes in a column.</summary>
    public static T OneNorm<T>(Tensor<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = a.Shape[1];
        T[] sums = new T[n], magnitudes = new T[n];
        for (int i = 0; i < a.Shape[0]; i++)
        {
            TensorPrimitives.Abs(Row(a, i), magnitudes);
            TensorPrimitives.Add(sums, magnitudes, sums);
        }

        return Largest<T>(sums);
    }

    /// <summary>The 1-norm of the symmetric matrix given by the upper triangle of a matrix with contiguous rows.</summary>
    public static T SymmetricOneNorm<T>(Tensor<T> upper) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = upper.Shape[0];
        T[] sums = new T[n], magnitudes = new T[n];
        for (int i = 0; i < n; i++)
        {
            Span<T> row = magnitudes.AsSpan(i);
            TensorPrimitives.Abs(Row(upper, i)[i..], row);
            TensorPrimitives.Add(sums.AsSpan(i), row, sums.AsSpan(i));
            // The row beyond the diagonal is also part of column i; four chains, so that the additions overlap.
            T s0 = T.Zero, s1 = T.Zero, s2 = T.Zero, s3 = T.Zero;
            int j = 1;
            for (; j + 4 <= row.Length; j += 4)
            {
                s0 += row[j];
                s1 += row[j + 1];
                s2 += row[j + 2];
                s3 += row[j + 3];
            }

            for (; j < row.Length; j++)
                s0 += row[j];
            sums[i] += (s0 + s1) + (s2 + s3);
        }

        return Largest<T>(sums);
    }

    private static T Largest<T>(ReadOnlySpan<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.Zero;
        foreach (T value in values)
            largest = T.Max(largest, value);
        return largest;
    }
}
