using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The p-norm of all elements.</summary>
    /// <remarks><c>(Σ |x|^p)^(1/p)</c>; zero for no elements. Scaled where needed, so that it overflows or underflows only
    /// where the norm itself does: the norm of [1e30f, 1e30f] is 1.414e30f. NaN if any element is NaN. Orders 1, 2 and
    /// infinity have kernels of their own; another order costs a logarithm and an exponential an element.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="p">The order, above 0; <see cref="double.PositiveInfinity"/> for the largest magnitude. Below 1 it is not
    /// a norm but still defined.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is not above 0.</exception>
    public static T Norm<T>(this Tensor<T> x, double p = 2, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(Norm));
        RequireOrder(p);
        return p switch
        {
            1 => ReduceWhole<T, T, SumOfMagnitudesReduction<T>>(nameof(Norm), x, default, context),
            2 => ReduceWhole<T, T, RootOfSquaresReduction<T>>(nameof(Norm), x, default, context),
            double.PositiveInfinity => ReduceWhole<T, T, ExtremumReduction<T, LargestMagnitude<T>>>(nameof(Norm), x, default, context),
            _ => ReduceWhole<T, T, PowerNormReduction<T>>(nameof(Norm), x, new PowerNormReduction<T>(p), context),
        };
    }

    /// <summary>The p-norm over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of
    /// <see cref="Norm{T}(Tensor{T}, double, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="p">The order, above 0; <see cref="double.PositiveInfinity"/> for the largest magnitude. Below 1 it is not
    /// a norm but still defined.</param>
    /// <param name="axes">The axes to reduce: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is not above 0.</exception>
    public static Tensor<T> Norm<T>(this Tensor<T> x, double p, Axes axes, bool keepDimensions = false, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(Norm));
        RequireOrder(p);
        return p switch
        {
            1 => Reduce<T, T, SumOfMagnitudesReduction<T>>(nameof(Norm), x, axes, keepDimensions, default, context),
            2 => Reduce<T, T, RootOfSquaresReduction<T>>(nameof(Norm), x, axes, keepDimensions, default, context),
            double.PositiveInfinity => Reduce<T, T, ExtremumReduction<T, LargestMagnitude<T>>>(nameof(Norm), x, axes, keepDimensions, default, context),
            _ => Reduce<T, T, PowerNormReduction<T>>(nameof(Norm), x, axes, keepDimensions, new PowerNormReduction<T>(p), context),
        };
    }

    /// <summary>The p-norm over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of
    /// <see cref="Norm{T}(Tensor{T}, double, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="p">The order, above 0; <see cref="double.PositiveInfinity"/> for the largest magnitude. Below 1 it is not
    /// a norm but still defined.</param>
    /// <param name="axes">The axes to reduce.</param>
    /// <param name="destination">Receives the result; the reduced axes are dropped from its shape, or all kept with length
    /// 1.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice, or the destination partly overlaps the operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is not above 0.</exception>
    public static Tensor<T> Norm<T>(this Tensor<T> x, double p, Axes axes, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(Norm));
        RequireOrder(p);
        return p switch
        {
            1 => Reduce<T, T, SumOfMagnitudesReduction<T>>(nameof(Norm), x, axes, destination, default, context),
            2 => Reduce<T, T, RootOfSquaresReduction<T>>(nameof(Norm), x, axes, destination, default, context),
            double.PositiveInfinity => Reduce<T, T, ExtremumReduction<T, LargestMagnitude<T>>>(nameof(Norm), x, axes, destination, default, context),
            _ => Reduce<T, T, PowerNormReduction<T>>(nameof(Norm), x, axes, destination, new PowerNormReduction<T>(p), context),
        };
    }

    private static void RequireOrder(double p)
    {
        if (!(p > 0))
            throw new ArgumentOutOfRangeException(nameof(p), p, "Norm: the order must be above 0.");
    }
}
