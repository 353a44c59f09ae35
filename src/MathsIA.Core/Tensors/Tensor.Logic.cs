using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>What both have, on truth values.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<bool> And(this Tensor<bool> left, Tensor<bool> right, ComputeContext? context = null) =>
        Elementwise.Logic<AndOperator<byte>>(nameof(And), left, right, context);

    /// <summary>As <see cref="And(Tensor{bool}, Tensor{bool}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void And(this Tensor<bool> left, Tensor<bool> right, Tensor<bool> destination, ComputeContext? context = null) =>
        Elementwise.Logic<AndOperator<byte>>(nameof(And), left, right, destination, context);

    /// <summary>What both have, on bits of integers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> And<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Zip<T, AndOperator<T>>(nameof(And), left, right, context);

    /// <summary>As <see cref="And{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void And<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Zip<T, AndOperator<T>>(nameof(And), left, right, destination, context);

    /// <summary>What either has, on truth values.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Or(this Tensor<bool> left, Tensor<bool> right, ComputeContext? context = null) =>
        Elementwise.Logic<OrOperator<byte>>(nameof(Or), left, right, context);

    /// <summary>As <see cref="Or(Tensor{bool}, Tensor{bool}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Or(this Tensor<bool> left, Tensor<bool> right, Tensor<bool> destination, ComputeContext? context = null) =>
        Elementwise.Logic<OrOperator<byte>>(nameof(Or), left, right, destination, context);

    /// <summary>What either has, on bits of integers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Or<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Zip<T, OrOperator<T>>(nameof(Or), left, right, context);

    /// <summary>As <see cref="Or{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Or<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Zip<T, OrOperator<T>>(nameof(Or), left, right, destination, context);

    /// <summary>What one has and the other has not, on truth values.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Xor(this Tensor<bool> left, Tensor<bool> right, ComputeContext? context = null) =>
        Elementwise.Logic<XorOperator<byte>>(nameof(Xor), left, right, context);

    /// <summary>As <see cref="Xor(Tensor{bool}, Tensor{bool}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Xor(this Tensor<bool> left, Tensor<bool> right, Tensor<bool> destination, ComputeContext? context = null) =>
        Elementwise.Logic<XorOperator<byte>>(nameof(Xor), left, right, destination, context);

    /// <summary>What one has and the other has not, on bits of integers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Xor<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Zip<T, XorOperator<T>>(nameof(Xor), left, right, context);

    /// <summary>As <see cref="Xor{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Xor<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Zip<T, XorOperator<T>>(nameof(Xor), left, right, destination, context);

    /// <summary>True for false and false for true.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<bool> Not(this Tensor<bool> x, ComputeContext? context = null) => Elementwise.LogicNot(x, context);

    /// <summary>As <see cref="Not(Tensor{bool}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Not(this Tensor<bool> x, Tensor<bool> destination, ComputeContext? context = null) =>
        Elementwise.LogicNot(nameof(Not), x, destination, context);

    /// <summary>Every bit of each integer turned over.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Not<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryInteger<T> => Elementwise.Plain<T, ComplementOperator<T>>(x, context);

    /// <summary>As <see cref="Not{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Not<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryInteger<T> =>
        Elementwise.Plain<T, ComplementOperator<T>>(nameof(Not), x, destination, context);
}
