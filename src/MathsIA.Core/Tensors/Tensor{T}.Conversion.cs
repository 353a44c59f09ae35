using MathsIA.Kernels;

namespace MathsIA;

public sealed partial class Tensor<T>
{
    /// <summary>The elements converted to another type, one of <c>float</c>, <c>double</c>, <c>int</c>, <c>long</c>, <c>byte</c>,
    /// <c>bool</c>, <see cref="Half"/> and <see cref="BFloat16"/>.</summary>
    /// <remarks>To a floating-point type: to nearest, halves to even. From floating point to an integer the fraction is dropped,
    /// and what lies beyond the range becomes the nearest integer, NaN 0. Between integers the low bits are kept. True is 1; a
    /// number is true unless it is 0, so NaN is.</remarks>
    /// <typeparam name="TTo">The type to convert to.</typeparam>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of this one's shape, also when the type stays the same.</returns>
    /// <exception cref="NotSupportedException">A type is not one of those above.</exception>
    public Tensor<TTo> To<TTo>(ComputeContext? context = null) where TTo : unmanaged
    {
        Conversion.Require<T>();
        Conversion.Require<TTo>();
        Tensor<TTo> result = Tensor.Uninitialized<TTo>(Shape);
        Blocks.Run(this, result, default(ConversionKernel<T, TTo>), context);
        return result;
    }

    /// <summary>As <see cref="To{TTo}(ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="TTo">The type to convert to.</typeparam>
    /// <param name="destination">Where to write: of this one's shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">The destination is null.</exception>
    /// <exception cref="NotSupportedException">A type is not one of those above.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements, or partly overlaps this tensor.</exception>
    public void To<TTo>(Tensor<TTo> destination, ComputeContext? context = null) where TTo : unmanaged
    {
        Conversion.Require<T>();
        Conversion.Require<TTo>();
        if (typeof(T) == typeof(TTo))
            Destination.Require(nameof(To), destination, Shape, (Tensor<TTo>)(object)this);
        else
            Destination.Require(nameof(To), destination, Shape);
        Blocks.Run(this, destination, default(ConversionKernel<T, TTo>), context);
    }
}
