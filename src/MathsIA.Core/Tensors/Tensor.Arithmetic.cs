using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary><c>left + right</c> element by element.</summary>
    /// <remarks>Integers wrap around.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Add<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, AddOperator<T>>(nameof(Add), left, right, context);

    /// <summary>As <see cref="Add{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Add<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, AddOperator<T>>(nameof(Add), left, right, destination, context);

    /// <summary>As <see cref="Add{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, with one number on the right.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Add<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, AddOperator<T>>(left, right, context);

    /// <summary>As <see cref="Add{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Add<T>(this Tensor<T> left, T right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, AddOperator<T>>(nameof(Add), left, right, destination, context);

    /// <summary><c>left - right</c> element by element.</summary>
    /// <remarks>Integers wrap around.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Subtract<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, SubtractOperator<T>>(nameof(Subtract), left, right, context);

    /// <summary>As <see cref="Subtract{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Subtract<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, SubtractOperator<T>>(nameof(Subtract), left, right, destination, context);

    /// <summary>As <see cref="Subtract{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, with one number on the right.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Subtract<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, SubtractOperator<T>>(left, right, context);

    /// <summary>As <see cref="Subtract{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Subtract<T>(this Tensor<T> left, T right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, SubtractOperator<T>>(nameof(Subtract), left, right, destination, context);

    /// <summary><c>left · right</c> element by element.</summary>
    /// <remarks>Integers wrap around. For the matrix product see <c>MatMul</c>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Multiply<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, MultiplyOperator<T>>(nameof(Multiply), left, right, context);

    /// <summary>As <see cref="Multiply{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Multiply<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, MultiplyOperator<T>>(nameof(Multiply), left, right, destination, context);

    /// <summary>As <see cref="Multiply{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, with one number on the right.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Multiply<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, MultiplyOperator<T>>(left, right, context);

    /// <summary>As <see cref="Multiply{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Multiply<T>(this Tensor<T> left, T right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, MultiplyOperator<T>>(nameof(Multiply), left, right, destination, context);

    /// <summary><c>left / right</c> element by element.</summary>
    /// <remarks>Integers divide towards zero; an integer divided by zero throws <see cref="DivideByZeroException"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Divide<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Divide(nameof(Divide), left, right, context);

    /// <summary>As <see cref="Divide{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Divide<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Divide(nameof(Divide), left, right, destination, context);

    /// <summary>As <see cref="Divide{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, with one number on the right.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Divide<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Divide(left, right, context);

    /// <summary>As <see cref="Divide{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Divide<T>(this Tensor<T> left, T right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Divide(nameof(Divide), left, right, destination, context);

    /// <summary>The remainder of <c>left / right</c>, with the sign of the left operand, element by element.</summary>
    /// <remarks>As the operator <c>%</c>: exact for floating point, NaN for a zero divisor; an integer divided by zero throws <see cref="DivideByZeroException"/>. One element at a time.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Remainder<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Remainder(nameof(Remainder), left, right, context);

    /// <summary>As <see cref="Remainder{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Remainder<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Remainder(nameof(Remainder), left, right, destination, context);

    /// <summary>As <see cref="Remainder{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, with one number on the right.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Remainder<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Remainder(left, right, context);

    /// <summary>As <see cref="Remainder{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Remainder<T>(this Tensor<T> left, T right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Remainder(nameof(Remainder), left, right, destination, context);
}
