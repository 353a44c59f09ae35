using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The inner product of two tensors of one shape: <c>Σ x y</c> over all elements.</summary>
    /// <remarks>Zero for no elements. Products are rounded to the element type and summed as by
    /// <see cref="Sum{T}(Tensor{T}, ComputeContext?)"/>, with the same bits at any register width and number of threads; where a partial
    /// sum or a product leaves the range, the sum is taken again scaled, so it overflows only where the result does.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One tensor.</param>
    /// <param name="y">The other, of the same shape.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static unsafe T Dot<T>(this Tensor<T> x, Tensor<T> y, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        RequireFloatOrDouble<T>(nameof(Dot));
        if (x.Shape != y.Shape)
            throw new ShapeMismatchException(nameof(Dot), $"left {x.Shape}, right {y.Shape}: the shapes must be equal.", nameof(y));
        fixed (T* xs = x.Storage.Span, ys = y.Storage.Span)
        {
            var left = new RowView<T>(xs + x.Offset, new AxisWalk(x.Shape.Lengths, x.Strides));
            var right = new RowView<T>(ys + y.Offset, new AxisWalk(y.Shape.Lengths, y.Strides));
            return T.CreateTruncating(RowSums.Products(left, right, context).Value);
        }
    }
}
