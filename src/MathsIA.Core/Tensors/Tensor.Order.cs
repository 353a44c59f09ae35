using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The lesser of two elements.</summary>
    /// <remarks>NaN if either is NaN; -0 is below 0.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Minimum<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, MinOperator<T>>(nameof(Minimum), left, right, context);

    /// <summary>As <see cref="Minimum{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Minimum<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, MinOperator<T>>(nameof(Minimum), left, right, destination, context);

    /// <summary>As <see cref="Minimum{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, with one number on the right.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Minimum<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, MinOperator<T>>(left, right, context);

    /// <summary>As <see cref="Minimum{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Minimum<T>(this Tensor<T> left, T right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, MinOperator<T>>(nameof(Minimum), left, right, destination, context);

    /// <summary>The greater of two elements.</summary>
    /// <remarks>NaN if either is NaN; -0 is below 0.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Maximum<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, MaxOperator<T>>(nameof(Maximum), left, right, context);

    /// <summary>As <see cref="Maximum{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Maximum<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, MaxOperator<T>>(nameof(Maximum), left, right, destination, context);

    /// <summary>As <see cref="Maximum{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, with one number on the right.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Maximum<T>(this Tensor<T> left, T right, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, MaxOperator<T>>(left, right, context);

    /// <summary>As <see cref="Maximum{T}(Tensor{T}, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The number.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Maximum<T>(this Tensor<T> left, T right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip<T, MaxOperator<T>>(nameof(Maximum), left, right, destination, context);

    /// <summary>Each element brought between two numbers: <c>min(high, max(low, x))</c>.</summary>
    /// <remarks>NaN stays NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="low">The least result.</param>
    /// <param name="high">The greatest result, not below <paramref name="low"/>.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    /// <exception cref="ArgumentException">A bound is NaN, or they are in the wrong order.</exception>
    public static Tensor<T> Clamp<T>(this Tensor<T> x, T low, T high, ComputeContext? context = null) where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireBounds(low, high);
        Tensor<T> result = Elementwise.Like(x);
        Map.Run(x, result, new ClampOperator<T>(low, high), context);
        return result;
    }

    /// <summary>As <see cref="Clamp{T}(Tensor{T}, T, T, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="low">The least result.</param>
    /// <param name="high">The greatest result, not below <paramref name="low"/>.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">A bound is NaN, the bounds are in the wrong order, or the destination partly overlaps the
    /// operand or repeats its elements.</exception>
    public static void Clamp<T>(this Tensor<T> x, T low, T high, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireBounds(low, high);
        Destination.Require(nameof(Clamp), destination, x.Shape, x);
        Map.Run(x, destination, new ClampOperator<T>(low, high), context);
    }

    /// <summary>Each element brought between the elements of two others: <c>min(high, max(low, x))</c>.</summary>
    /// <remarks>NaN anywhere gives NaN; where the bounds are in the wrong order the high one wins.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="low">The least results; the shapes of all three broadcast.</param>
    /// <param name="high">The greatest results.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that all three broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Clamp<T>(this Tensor<T> x, Tensor<T> low, Tensor<T> high, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip3<T, BetweenOperator<T>>(nameof(Clamp), x, low, high, context);

    /// <summary>As <see cref="Clamp{T}(Tensor{T}, Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="low">The least results; the shapes of all three broadcast.</param>
    /// <param name="high">The greatest results.</param>
    /// <param name="destination">Where to write: of the common shape; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Clamp<T>(this Tensor<T> x, Tensor<T> low, Tensor<T> high, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip3<T, BetweenOperator<T>>(nameof(Clamp), x, low, high, destination, context);

    private static void RequireBounds<T>(T low, T high) where T : unmanaged, INumber<T>
    {
        if (!(low <= high))
            throw new ArgumentException($"Clamp: the low bound {low} is not below the high bound {high}.", nameof(low));
    }
}
