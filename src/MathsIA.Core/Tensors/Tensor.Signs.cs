using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary><c>-x</c> of each element.</summary>
    /// <remarks>Integers wrap around.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Negate<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Plain<T, NegateOperator<T>>(x, context);

    /// <summary>As <see cref="Negate{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Negate<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Plain<T, NegateOperator<T>>(nameof(Negate), x, destination, context);

    /// <summary><c>|x|</c> of each element.</summary>
    /// <remarks>The lowest integer, which has no opposite, stays as it is.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Abs<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Plain<T, AbsOperator<T>>(x, context);

    /// <summary>As <see cref="Abs{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Abs<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Plain<T, AbsOperator<T>>(nameof(Abs), x, destination, context);

    /// <summary>-1, 0 or 1 with the sign of each element.</summary>
    /// <remarks>Zeros and NaN stay as they are.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Sign<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Plain<T, SignOperator<T>>(x, context);

    /// <summary>As <see cref="Sign{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Sign<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Plain<T, SignOperator<T>>(nameof(Sign), x, destination, context);

    /// <summary><c>x y + z</c> element by element, rounded once where the machine has fused multiply-add.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">A factor.</param>
    /// <param name="y">A factor; the shapes of all three broadcast.</param>
    /// <param name="z">The term added.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that all three broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> MultiplyAdd<T>(this Tensor<T> x, Tensor<T> y, Tensor<T> z, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip3<T, MultiplyAddOperator<T>>(nameof(MultiplyAdd), x, y, z, context);

    /// <summary>As <see cref="MultiplyAdd{T}(Tensor{T}, Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">A factor.</param>
    /// <param name="y">A factor; the shapes of all three broadcast.</param>
    /// <param name="z">The term added.</param>
    /// <param name="destination">Where to write: of the common shape; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void MultiplyAdd<T>(this Tensor<T> x, Tensor<T> y, Tensor<T> z, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Zip3<T, MultiplyAddOperator<T>>(nameof(MultiplyAdd), x, y, z, destination, context);
}
