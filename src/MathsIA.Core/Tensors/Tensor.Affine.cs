using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static unsafe partial class Tensor
{
    /// <summary>A dense layer in one pass: <c>φ(x W + b)</c>.</summary>
    /// <remarks>The bias and the activation are applied to each part of the product while it is still in the cache, which saves
    /// two trips through memory over <c>MatMul</c>, <c>Add</c> and the function one after another; the result has the same bits
    /// as those three. Costs 2 m n k operations.</remarks>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="x">Rows of inputs, [m, k]; may be strided.</param>
    /// <param name="weight">The weights, [k, n]; may be strided, such as the transpose of an [n, k] tensor.</param>
    /// <param name="bias">The bias, [n], or null for none.</param>
    /// <param name="activation">The function φ.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>A new tensor, [m, n].</returns>
    /// <exception cref="ArgumentNullException">x or the weight is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is not as above, the inner lengths differ, or the bias is not [n].</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such activation.</exception>
    /// <exception cref="NotSupportedException">The element type is neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> Affine<T>(this Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Activation activation = Activation.None, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> result = Uninitialized<T>(AffineShape(x, weight, bias, activation));
        AffineInto(x, weight, bias, activation, result, context);
        return result;
    }

    /// <inheritdoc cref="Affine{T}(Tensor{T}, Tensor{T}, Tensor{T}, Activation, ComputeContext)"/>
    /// <param name="x">Rows of inputs, [m, k].</param>
    /// <param name="weight">The weights, [k, n].</param>
    /// <param name="bias">The bias, [n], or null for none.</param>
    /// <param name="activation">The function φ.</param>
    /// <param name="destination">Where to write, [m, n]; apart from the operands in memory.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps an operand or repeats elements.</exception>
    public static Tensor<T> Affine<T>(this Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Activation activation, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = AffineShape(x, weight, bias, activation);
        Destination.RequireApart(nameof(Affine), destination, shape, x);
        Destination.RequireApart(nameof(Affine), destination, shape, weight);
        if (bias is not null)
            Destination.RequireApart(nameof(Affine), destination, shape, bias);
        if (destination.IsContiguous)
            AffineInto(x, weight, bias, activation, destination, context);
        else
            Affine(x, weight, bias, activation, context).CopyTo(destination);
        return destination;
    }

    private static void AffineInto<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Activation activation, Tensor<T> result, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T>? row = bias?.Contiguous();
        fixed (T* px = x.Storage.Span, pw = weight.Storage.Span, py = result.Storage.Span)
        fixed (T* pb = row is null ? default : row.Storage.Span)
        {
            IGemmEpilogue<T>? epilogue = row is null && activation == Activation.None ? null : new AffineEpilogue<T>(row is null ? null : pb + row.Offset, activation);
            Gemm.Run(T.One, new(px + x.Offset, x.Shape[0], x.Shape[1], x.Strides[0], x.Strides[1]), new(pw + weight.Offset, weight.Shape[0], weight.Shape[1], weight.Strides[0], weight.Strides[1]),
                T.Zero, new(py + result.Offset, result.Shape[0], result.Shape[1]), epilogue, context);
        }
    }

    private static Shape AffineShape<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Activation activation) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Affine: elements are float or double, not {typeof(T)}.");
        if (!Enum.IsDefined(activation))
            throw new ArgumentOutOfRangeException(nameof(activation), activation, "Affine: there is no such activation.");
        if (x.Rank != 2)
            throw new ShapeMismatchException(nameof(Affine), $"x {x.Shape} is not a matrix.", nameof(x));
        if (weight.Rank != 2)
            throw new ShapeMismatchException(nameof(Affine), $"weight {weight.Shape} is not a matrix.", nameof(weight));
        if (x.Shape[1] != weight.Shape[0])
            throw new ShapeMismatchException(nameof(Affine), $"x {x.Shape}, weight {weight.Shape}: inner lengths {x.Shape[1]} and {weight.Shape[0]} differ.", nameof(weight));
        if (bias is not null && (bias.Rank != 1 || bias.Shape[0] != weight.Shape[1]))
            throw new ShapeMismatchException(nameof(Affine), $"weight {weight.Shape}, bias {bias.Shape}: the bias must be [{weight.Shape[1]}].", nameof(bias));
        return [x.Shape[0], weight.Shape[1]];
    }
}
