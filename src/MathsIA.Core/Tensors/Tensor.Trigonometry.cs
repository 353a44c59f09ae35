using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The sine of each element, an angle in radians.</summary>
    /// <remarks>Infinity and NaN give NaN; -0 gives -0. Largest error measured: 0.51 ulp (<c>float</c>: a bound, not a measurement, for it is rounded from double lanes), 1.90 ulp (<c>double</c>). Angles beyond 1.6e6 are reduced exactly too, but one at a time (some 30 ns each).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Sin<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, SinOperator>(x, context);

    /// <summary>As <see cref="Sin{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Sin<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, SinOperator>(nameof(Sin), x, destination, context);

    /// <summary>The cosine of each element, an angle in radians.</summary>
    /// <remarks>Infinity and NaN give NaN. Largest error measured: 0.51 ulp (<c>float</c>: a bound, not a measurement, for it is rounded from double lanes), 2.19 ulp (<c>double</c>). Angles beyond 1.6e6 are reduced exactly too, but one at a time (some 30 ns each).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Cos<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, CosOperator>(x, context);

    /// <summary>As <see cref="Cos{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Cos<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, CosOperator>(nameof(Cos), x, destination, context);

    /// <summary>The tangent of each element, an angle in radians.</summary>
    /// <remarks>Infinity and NaN give NaN; -0 gives -0. Largest error measured: 0.51 ulp (<c>float</c>: a bound, not a measurement, for it is rounded from double lanes), 2.96 ulp (<c>double</c>). Angles beyond 1.6e6 are reduced exactly too, but one at a time (some 30 ns each).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Tan<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, TanOperator>(x, context);

    /// <summary>As <see cref="Tan{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Tan<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, TanOperator>(nameof(Tan), x, destination, context);

    /// <summary>The arcsine of each element, from -π/2 to π/2.</summary>
    /// <remarks>Beyond ±1, and for NaN: NaN. Largest error measured: 0.51 ulp (<c>float</c>: a bound, not a measurement, for it is rounded from double lanes), 2.00 ulp (<c>double</c>).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Asin<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, AsinOperator>(x, context);

    /// <summary>As <see cref="Asin{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Asin<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, AsinOperator>(nameof(Asin), x, destination, context);

    /// <summary>The arccosine of each element, from 0 to π.</summary>
    /// <remarks>Beyond ±1, and for NaN: NaN. Largest error measured: 0.51 ulp (<c>float</c>: a bound, not a measurement, for it is rounded from double lanes), 1.07 ulp (<c>double</c>).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Acos<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, AcosOperator>(x, context);

    /// <summary>As <see cref="Acos{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Acos<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, AcosOperator>(nameof(Acos), x, destination, context);

    /// <summary>The arctangent of each element, from -π/2 to π/2.</summary>
    /// <remarks>Infinities give ±π/2, NaN NaN. Largest error measured: 0.51 ulp (<c>float</c>: a bound, not a measurement, for it is rounded from double lanes), 1.63 ulp (<c>double</c>).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Atan<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, AtanOperator>(x, context);

    /// <summary>As <see cref="Atan{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Atan<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, AtanOperator>(nameof(Atan), x, destination, context);

    /// <summary>The angle, from -π to π, of the points whose ordinates are y and whose abscissas are x.</summary>
    /// <remarks>Signed zeros and infinities as in IEEE 754: <c>atan2(±0, -0) = ±π</c>. NaN if either is NaN. Largest error measured: 0.51 ulp (<c>float</c>: a bound, not a measurement, for it is rounded from double lanes), 2.06 ulp (<c>double</c>).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="y">The ordinates.</param>
    /// <param name="x">The abscissas; the shapes broadcast.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the shape that both broadcast to.</returns>
    /// <exception cref="ArgumentNullException">An operand is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor<T> Atan2<T>(this Tensor<T> y, Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.WideZip<T, Atan2Operator>(nameof(Atan2), y, x, context);

    /// <summary>As <see cref="Atan2{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="y">The ordinates.</param>
    /// <param name="x">The abscissas; the shapes broadcast.</param>
    /// <param name="destination">Where to write: of the shape that both broadcast to; may be an operand of that shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps an operand or repeats its elements.</exception>
    public static void Atan2<T>(this Tensor<T> y, Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.WideZip<T, Atan2Operator>(nameof(Atan2), y, x, destination, context);
}
