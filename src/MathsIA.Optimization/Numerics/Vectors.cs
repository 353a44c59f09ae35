using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The few vector operations an iteration is made of, without allocation: the vocabulary of the solvers over the kernels
/// of Core.</summary>
/// <remarks>Elementwise operations round each product and each sum once, and inner products run over a fixed number of
/// lanes: the same bits at every register width.</remarks>
internal static class Vectors
{
    /// <summary>The machine epsilon: the distance from 1 to the next number.</summary>
    public static T Epsilon<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.BitIncrement(T.One) - T.One;

    /// <summary>The inner product <c>⟨x, y⟩</c>.</summary>
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorKernels.Dot(x, y);

    public static T Dot<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorKernels.Dot<T>(x.AsSpan(), y.AsSpan());

    /// <summary>The sum of the elements, block by block.</summary>
    public static T Sum<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(WideSum(x));

    /// <summary>The sum of the elements, in <c>double</c>.</summary>
    public static unsafe double WideSum<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int block = RowView<T>.BlockLength;
        double sum = 0;
        fixed (T* start = x)
        {
            for (int i = 0; i < x.Length; i += block)
                sum += LaneSum.Block<T, MapTerm<T, Same<T>>>(new MapTerm<T, Same<T>>(start + i, default), Math.Min(block, x.Length - i));
        }

        return sum;
    }

    /// <summary>The Euclidean norm, scaled only where the squares leave the range of the type.</summary>
    public static T Norm<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorKernels.Norm(x);

    public static T Norm<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorKernels.Norm<T>(x.AsSpan());

    /// <summary><c>destination = start + a x</c>; the destination may be either operand.</summary>
    public static void AddScaled<T>(ReadOnlySpan<T> start, T a, ReadOnlySpan<T> x, Span<T> destination) where T : unmanaged, INumberBase<T> =>
        TensorPrimitives.MultiplyAdd(x, a, start, destination);

    public static void AddScaled<T>(Tensor<T> start, T a, Tensor<T> x, Tensor<T> destination) where T : unmanaged, INumberBase<T> =>
        AddScaled<T>(start.AsSpan(), a, x.AsSpan(), destination.AsSpan());

    /// <summary><c>destination = x − y</c>; the destination may be either operand.</summary>
    public static void Subtract<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination) where T : unmanaged, INumberBase<T> =>
        TensorPrimitives.Subtract(x, y, destination);

    public static void Subtract<T>(Tensor<T> x, Tensor<T> y, Tensor<T> destination) where T : unmanaged, INumberBase<T> =>
        Subtract<T>(x.AsSpan(), y.AsSpan(), destination.AsSpan());

    /// <summary><c>destination = x + a (x − y)</c>: a point beyond x, seen from y.</summary>
    public static void Extrapolate<T>(Tensor<T> x, Tensor<T> y, T a, Tensor<T> destination) where T : unmanaged, INumberBase<T>
    {
        Span<T> result = destination.AsSpan();
        TensorPrimitives.Subtract(x.AsSpan(), y.AsSpan(), result);
        TensorPrimitives.MultiplyAdd(result, a, x.AsSpan(), result);
    }

    /// <summary><c>x = factor (x + a y)</c>, and the inner product of that with z, in one pass.</summary>
    public static T UpdateAndDot<T>(Span<T> x, T a, ReadOnlySpan<T> y, T factor, ReadOnlySpan<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorKernels.UpdateAndDot(x, a, y, factor, z);

    public static void Scale<T>(Span<T> x, T a) where T : unmanaged, INumberBase<T> => TensorPrimitives.Multiply(x, a, x);

    public static void Multiply<T>(Span<T> x, ReadOnlySpan<T> y) where T : unmanaged, INumberBase<T> => TensorPrimitives.Multiply(x, y, x);

    public static void Negate<T>(ReadOnlySpan<T> x, Span<T> destination) where T : unmanaged, INumberBase<T> => TensorPrimitives.Negate(x, destination);

    public static void Negate<T>(Tensor<T> x, Tensor<T> destination) where T : unmanaged, INumberBase<T> => Negate<T>(x.AsSpan(), destination.AsSpan());

    /// <summary>Whether two vectors have the same bits.</summary>
    public static bool Same<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged =>
        MemoryMarshal.AsBytes(x.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(y.AsSpan()));

    /// <summary><c>x += a (target − x)</c>.</summary>
    public static void MoveToward<T>(Tensor<T> x, Tensor<T> target, T a) where T : unmanaged, INumberBase<T>
    {
        Span<T> point = x.AsSpan();
        ReadOnlySpan<T> goal = target.AsSpan();
        for (int i = 0; i < point.Length; i++)
            point[i] += a * (goal[i] - point[i]);
    }
}
