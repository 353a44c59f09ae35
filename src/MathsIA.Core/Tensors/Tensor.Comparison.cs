using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Whether <c>left = right</c>, element by element.</summary>
    /// <remarks>False where either is NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Equal<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, EqualOperator<T>>(nameof(Equal), left, right, context);

    /// <summary>As <see cref="Equal{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void Equal<T>(this Tensor<T> left, Tensor<T> right, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, EqualOperator<T>>(nameof(Equal), left, right, destination, context);

    /// <summary>Whether <c>left = right</c>, element by element.</summary>
    /// <remarks>False where either is NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number on the right.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    public static Tensor<bool> Equal<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, EqualOperator<T>>(nameof(Equal), left, Scalar(right), context);

    /// <summary>As <see cref="Equal{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number on the right.</param>
    /// <param name="destination">Where to write: of the operand's shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void Equal<T>(this Tensor<T> left, T right, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, EqualOperator<T>>(nameof(Equal), left, Scalar(right), destination, context);

    /// <summary>Whether <c>left ≠ right</c>, element by element.</summary>
    /// <remarks>True where either is NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<bool> NotEqual<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, NotEqualOperator<T>>(nameof(NotEqual), left, right, context);

    /// <summary>As <see cref="NotEqual{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void NotEqual<T>(this Tensor<T> left, Tensor<T> right, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, NotEqualOperator<T>>(nameof(NotEqual), left, right, destination, context);

    /// <summary>Whether <c>left ≠ right</c>, element by element.</summary>
    /// <remarks>True where either is NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number on the right.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    public static Tensor<bool> NotEqual<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, NotEqualOperator<T>>(nameof(NotEqual), left, Scalar(right), context);

    /// <summary>As <see cref="NotEqual{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number on the right.</param>
    /// <param name="destination">Where to write: of the operand's shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void NotEqual<T>(this Tensor<T> left, T right, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, NotEqualOperator<T>>(nameof(NotEqual), left, Scalar(right), destination, context);

    /// <summary>Whether <c>left &lt; right</c>, element by element.</summary>
    /// <remarks>False where either is NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Less<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOperator<T>>(nameof(Less), left, right, context);

    /// <summary>As <see cref="Less{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void Less<T>(this Tensor<T> left, Tensor<T> right, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOperator<T>>(nameof(Less), left, right, destination, context);

    /// <summary>Whether <c>left &lt; right</c>, element by element.</summary>
    /// <remarks>False where either is NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number on the right.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    public static Tensor<bool> Less<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOperator<T>>(nameof(Less), left, Scalar(right), context);

    /// <summary>As <see cref="Less{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number on the right.</param>
    /// <param name="destination">Where to write: of the operand's shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void Less<T>(this Tensor<T> left, T right, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOperator<T>>(nameof(Less), left, Scalar(right), destination, context);

    /// <summary>Whether <c>left ≤ right</c>, element by element.</summary>
    /// <remarks>False where either is NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<bool> LessOrEqual<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOrEqualOperator<T>>(nameof(LessOrEqual), left, right, context);

    /// <summary>As <see cref="LessOrEqual{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void LessOrEqual<T>(this Tensor<T> left, Tensor<T> right, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOrEqualOperator<T>>(nameof(LessOrEqual), left, right, destination, context);

    /// <summary>Whether <c>left ≤ right</c>, element by element.</summary>
    /// <remarks>False where either is NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number on the right.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    public static Tensor<bool> LessOrEqual<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOrEqualOperator<T>>(nameof(LessOrEqual), left, Scalar(right), context);

    /// <summary>As <see cref="LessOrEqual{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number on the right.</param>
    /// <param name="destination">Where to write: of the operand's shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void LessOrEqual<T>(this Tensor<T> left, T right, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOrEqualOperator<T>>(nameof(LessOrEqual), left, Scalar(right), destination, context);

    /// <summary>Whether <c>left &gt; right</c>, element by element.</summary>
    /// <remarks>False where either is NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Greater<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOperator<T>>(nameof(Greater), right, left, context);

    /// <summary>As <see cref="Greater{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void Greater<T>(this Tensor<T> left, Tensor<T> right, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOperator<T>>(nameof(Greater), right, left, destination, context);

    /// <summary>Whether <c>left &gt; right</c>, element by element.</summary>
    /// <remarks>False where either is NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number on the right.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    public static Tensor<bool> Greater<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOperator<T>>(nameof(Greater), Scalar(right), left, context);

    /// <summary>As <see cref="Greater{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number on the right.</param>
    /// <param name="destination">Where to write: of the operand's shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void Greater<T>(this Tensor<T> left, T right, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOperator<T>>(nameof(Greater), Scalar(right), left, destination, context);

    /// <summary>Whether <c>left ≥ right</c>, element by element.</summary>
    /// <remarks>False where either is NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<bool> GreaterOrEqual<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOrEqualOperator<T>>(nameof(GreaterOrEqual), right, left, context);

    /// <summary>As <see cref="GreaterOrEqual{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void GreaterOrEqual<T>(this Tensor<T> left, Tensor<T> right, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOrEqualOperator<T>>(nameof(GreaterOrEqual), right, left, destination, context);

    /// <summary>Whether <c>left ≥ right</c>, element by element.</summary>
    /// <remarks>False where either is NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number on the right.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    public static Tensor<bool> GreaterOrEqual<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOrEqualOperator<T>>(nameof(GreaterOrEqual), Scalar(right), left, context);

    /// <summary>As <see cref="GreaterOrEqual{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number on the right.</param>
    /// <param name="destination">Where to write: of the operand's shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void GreaterOrEqual<T>(this Tensor<T> left, T right, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Compare<T, LessOrEqualOperator<T>>(nameof(GreaterOrEqual), Scalar(right), left, destination, context);
}
