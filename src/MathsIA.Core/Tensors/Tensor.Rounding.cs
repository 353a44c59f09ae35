using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The largest integer not above each element.</summary>
    /// <remarks>Infinities and NaN give themselves.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Floor<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, FloorOperator<T>, FloorOperator<double>>(x, context);

    /// <summary>As <see cref="Floor{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Floor<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, FloorOperator<T>, FloorOperator<double>>(nameof(Floor), x, destination, context);

    /// <summary>The smallest integer not below each element.</summary>
    /// <remarks>Infinities and NaN give themselves.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Ceiling<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, CeilingOperator<T>, CeilingOperator<double>>(x, context);

    /// <summary>As <see cref="Ceiling{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Ceiling<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, CeilingOperator<T>, CeilingOperator<double>>(nameof(Ceiling), x, destination, context);

    /// <summary>The integer nearest to each element; halves go to the even one.</summary>
    /// <remarks>Infinities and NaN give themselves.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Round<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, RoundOperator<T>, RoundOperator<double>>(x, context);

    /// <summary>As <see cref="Round{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Round<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, RoundOperator<T>, RoundOperator<double>>(nameof(Round), x, destination, context);

    /// <summary>The integer part of each element.</summary>
    /// <remarks>Infinities and NaN give themselves.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Truncate<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, TruncateOperator<T>, TruncateOperator<double>>(x, context);

    /// <summary>As <see cref="Truncate{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Truncate<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, TruncateOperator<T>, TruncateOperator<double>>(nameof(Truncate), x, destination, context);
}
