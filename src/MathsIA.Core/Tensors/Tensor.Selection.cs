using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>An element of one tensor where a mask is true, of another where it is false.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="mask">Which to take; the shapes of all three broadcast.</param>
    /// <param name="whenTrue">The elements where the mask is true.</param>
    /// <param name="whenFalse">The elements where it is false.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that all three broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Where<T>(this Tensor<bool> mask, Tensor<T> whenTrue, Tensor<T> whenFalse, ComputeContext? context = null) where T : unmanaged
    {
        Tensor<T> result = Uninitialized<T>(SelectedShape(nameof(Where), mask, whenTrue, whenFalse));
        Blocks.Run(mask, whenTrue, whenFalse, result, default(SelectKernel<T>), context);
        return result;
    }

    /// <summary>As <see cref="Where{T}(Tensor{bool}, Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="mask">Which to take; the shapes of all three broadcast.</param>
    /// <param name="whenTrue">The elements where the mask is true.</param>
    /// <param name="whenFalse">The elements where it is false.</param>
    /// <param name="destination">Where to write: of the common shape; may be one of the two of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Where<T>(this Tensor<bool> mask, Tensor<T> whenTrue, Tensor<T> whenFalse, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged
    {
        Shape shape = SelectedShape(nameof(Where), mask, whenTrue, whenFalse);
        Destination.Require(nameof(Where), destination, shape, whenTrue, whenFalse);
        if (typeof(T) == typeof(bool))
            Destination.Require(nameof(Where), (Tensor<bool>)(object)destination, shape, mask, nameof(destination));
        Blocks.Run(mask, whenTrue, whenFalse, destination, default(SelectKernel<T>), context);
    }

    /// <summary>The elements, with one value where a mask is true.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="mask">Where to put the value; must broadcast to the operand's shape.</param>
    /// <param name="value">The value.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The mask does not broadcast to the operand's shape.</exception>
    public static Tensor<T> MaskedFill<T>(this Tensor<T> x, Tensor<bool> mask, T value, ComputeContext? context = null) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(mask);
        RequireMask(x, mask);
        Tensor<T> result = Elementwise.Like(x);
        Blocks.Run(mask, Scalar(value), x, result, default(SelectKernel<T>), context);
        return result;
    }

    /// <summary>As <see cref="MaskedFill{T}(Tensor{T}, Tensor{bool}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="mask">Where to put the value; must broadcast to the operand's shape.</param>
    /// <param name="value">The value.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The mask does not broadcast to the operand's shape, or the destination has another.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void MaskedFill<T>(this Tensor<T> x, Tensor<bool> mask, T value, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(mask);
        RequireMask(x, mask);
        Destination.Require(nameof(MaskedFill), destination, x.Shape, x);
        if (typeof(T) == typeof(bool))
            Destination.Require(nameof(MaskedFill), (Tensor<bool>)(object)destination, x.Shape, mask, nameof(destination));
        Blocks.Run(mask, Scalar(value), x, destination, default(SelectKernel<T>), context);
    }

    private static void RequireMask<T>(Tensor<T> x, Tensor<bool> mask) where T : unmanaged
    {
        if (Shape.Broadcast(x.Shape, mask.Shape, nameof(MaskedFill)) != x.Shape)
            throw new ShapeMismatchException(nameof(MaskedFill), $"the mask {mask.Shape} does not broadcast to the operand {x.Shape}.", nameof(mask));
    }

    private static Shape SelectedShape<T>(string operation, Tensor<bool> mask, Tensor<T> whenTrue, Tensor<T> whenFalse) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(whenTrue);
        ArgumentNullException.ThrowIfNull(whenFalse);
        return Shape.Broadcast(Shape.Broadcast(mask.Shape, whenTrue.Shape, operation), whenFalse.Shape, operation);
    }

    private readonly unsafe struct SelectKernel<T> : IBlockKernel<bool, T, T, T> where T : unmanaged
    {
        [SkipLocalsInit]
        public void Run(bool* first, T* second, T* third, T* destination, int count)
        {
            T* mask = stackalloc T[StridedBlock.Length];
            for (int i = 0; i < count; i += StridedBlock.Length)
            {
                int part = Math.Min(StridedBlock.Length, count - i);
                T* x = second + i, y = third + i, to = destination + i;
                Masks.FromTruth(first + i, mask, part);

                // A choice is the same whatever the bits mean: integers of the same size stand for every type.
                if (sizeof(T) == 8)
                    Zip3.Run((long*)mask, (long*)x, (long*)y, (long*)to, part, default(SelectOperator<long>));
                else if (sizeof(T) == 4)
                    Zip3.Run((int*)mask, (int*)x, (int*)y, (int*)to, part, default(SelectOperator<int>));
                else if (sizeof(T) == 2)
                    Zip3.Run((short*)mask, (short*)x, (short*)y, (short*)to, part, default(SelectOperator<short>));
                else if (sizeof(T) == 1)
                    Zip3.Run((byte*)mask, (byte*)x, (byte*)y, (byte*)to, part, default(SelectOperator<byte>));
                else
                {
                    for (int j = 0; j < part; j++)
                        to[j] = first[i + j] ? x[j] : y[j];
                }
            }
        }
    }
}
