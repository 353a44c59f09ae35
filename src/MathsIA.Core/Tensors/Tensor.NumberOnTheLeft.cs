using System.Numerics;

namespace MathsIA;

// The operations that do not commute, with the number on the left.
public static partial class Tensor
{
    /// <summary><c>left - right</c> element by element, with one number on the left.</summary>
    /// <remarks>Integers wrap around.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The number.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Subtract<T>(T left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Scalar(left).Subtract(right, context);

    /// <summary>As <see cref="Subtract{T}(T, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The number.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Subtract<T>(T left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Scalar(left).Subtract(right, destination, context);

    /// <summary><c>left / right</c> element by element, with one number on the left.</summary>
    /// <remarks>Integers divide towards zero; an integer divided by zero throws <see cref="DivideByZeroException"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The number.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Divide<T>(T left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Scalar(left).Divide(right, context);

    /// <summary>As <see cref="Divide{T}(T, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The number.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Divide<T>(T left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Scalar(left).Divide(right, destination, context);

    /// <summary>The remainder of <c>left / right</c>, with the sign of the left operand, element by element, with one number on the left.</summary>
    /// <remarks>As the operator <c>%</c>: exact for floating point, NaN for a zero divisor; an integer divided by zero throws <see cref="DivideByZeroException"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The number.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Remainder<T>(T left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Scalar(left).Remainder(right, context);

    /// <summary>As <see cref="Remainder{T}(T, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The number.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Remainder<T>(T left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Scalar(left).Remainder(right, destination, context);
}
