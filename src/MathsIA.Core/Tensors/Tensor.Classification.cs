using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Whether each element is not a number.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<bool> IsNaN<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Test<T, IsNaNOperator<T>>(nameof(IsNaN), x, context);

    /// <summary>As <see cref="IsNaN{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="destination">Where to write: of the operand's shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void IsNaN<T>(this Tensor<T> x, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Test<T, IsNaNOperator<T>>(nameof(IsNaN), x, destination, context);

    /// <summary>Whether each element is neither infinite nor NaN.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<bool> IsFinite<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Test<T, IsFiniteOperator<T>>(nameof(IsFinite), x, context);

    /// <summary>As <see cref="IsFinite{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="destination">Where to write: of the operand's shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void IsFinite<T>(this Tensor<T> x, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Test<T, IsFiniteOperator<T>>(nameof(IsFinite), x, destination, context);

    /// <summary>Whether each element is infinite, of either sign.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of truth values, of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<bool> IsInfinity<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Test<T, IsInfinityOperator<T>>(nameof(IsInfinity), x, context);

    /// <summary>As <see cref="IsInfinity{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand.</param>
    /// <param name="destination">Where to write: of the operand's shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination repeats its elements.</exception>
    public static void IsInfinity<T>(this Tensor<T> x, Tensor<bool> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Test<T, IsInfinityOperator<T>>(nameof(IsInfinity), x, destination, context);
}
