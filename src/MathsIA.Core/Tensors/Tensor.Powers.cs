using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary><c>x^y</c> element by element.</summary>
    /// <remarks>Special cases of IEEE 754: <c>x^0 = 1</c> and <c>1^y = 1</c> also for NaN; a negative x with a fractional y gives NaN; zeros and infinities as their limits, with the sign of an odd power. Largest error measured: 0.51 ulp (<c>float</c>: a bound, not a measurement, for it is rounded from double lanes), 1.08 ulp (<c>double</c>).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The bases.</param>
    /// <param name="y">The exponents; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Pow<T>(this Tensor<T> x, Tensor<T> y, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.WideZip<T, PowOperator>(nameof(Pow), x, y, context);

    /// <summary>As <see cref="Pow{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The bases.</param>
    /// <param name="y">The exponents; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Pow<T>(this Tensor<T> x, Tensor<T> y, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.WideZip<T, PowOperator>(nameof(Pow), x, y, destination, context);

    /// <summary><c>x^y</c> for one exponent; 2 and -1 are a product and a quotient.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The bases.</param>
    /// <param name="y">The exponent.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Pow<T>(this Tensor<T> x, T y, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor<T> result = Elementwise.Like(x);
        Power(x, y, result, context);
        return result;
    }

    /// <summary>As <see cref="Pow{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The bases.</param>
    /// <param name="y">The exponent.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Pow<T>(this Tensor<T> x, T y, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Destination.Require(nameof(Pow), destination, x.Shape, x);
        Power(x, y, destination, context);
    }

    /// <summary>The square root of each element.</summary>
    /// <remarks>Correctly rounded for <c>float</c> and <c>double</c>. Negative numbers and NaN give NaN, infinity infinity, -0 gives -0.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Sqrt<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, SqrtOperator<T>, SqrtOperator<double>>(x, context);

    /// <summary>As <see cref="Sqrt{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Sqrt<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, SqrtOperator<T>, SqrtOperator<double>>(nameof(Sqrt), x, destination, context);

    /// <summary><c>1 / √x</c> of each element.</summary>
    /// <remarks>Two roundings: at most 1.5 ulp. Zero gives infinity with its sign, infinity 0, negative numbers and NaN NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Rsqrt<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, RsqrtOperator<T>, RsqrtOperator<double>>(x, context);

    /// <summary>As <see cref="Rsqrt{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Rsqrt<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, RsqrtOperator<T>, RsqrtOperator<double>>(nameof(Rsqrt), x, destination, context);

    /// <summary><c>1 / x</c> of each element.</summary>
    /// <remarks>Correctly rounded for <c>float</c> and <c>double</c>. Zero gives infinity with its sign.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Reciprocal<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, ReciprocalOperator<T>, ReciprocalOperator<double>>(x, context);

    /// <summary>As <see cref="Reciprocal{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Reciprocal<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, ReciprocalOperator<T>, ReciprocalOperator<double>>(nameof(Reciprocal), x, destination, context);

    /// <summary><c>x²</c> of each element.</summary>
    /// <remarks>Integers wrap around.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Square<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Plain<T, SquareOperator<T>>(x, context);

    /// <summary>As <see cref="Square{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Square<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Plain<T, SquareOperator<T>>(nameof(Square), x, destination, context);

    /// <summary><c>√(x² + y²)</c> element by element, without overflow.</summary>
    /// <remarks>Infinite if either is infinite, else NaN if either is NaN. Largest error measured: 0.51 ulp (<c>float</c>: a bound, not a measurement, for it is rounded from double lanes), 1.12 ulp (<c>double</c>).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One leg.</param>
    /// <param name="y">The other; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Hypot<T>(this Tensor<T> x, Tensor<T> y, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.WideZip<T, HypotOperator>(nameof(Hypot), x, y, context);

    /// <summary>As <see cref="Hypot{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One leg.</param>
    /// <param name="y">The other; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Hypot<T>(this Tensor<T> x, Tensor<T> y, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.WideZip<T, HypotOperator>(nameof(Hypot), x, y, destination, context);

    private static void Power<T>(Tensor<T> x, T y, Tensor<T> destination, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (y == T.CreateChecked(2))
            Map.Run(x, destination, default(SquareOperator<T>), context);
        else if (y == -T.One)
            Map.Run(x, destination, default(ReciprocalOperator<T>), context);
        else
            Kernels.Wide.Run(x, destination, new BoundRight<double, PowOperator>(default, double.CreateTruncating(y)), context);
    }
}
