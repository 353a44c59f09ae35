using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The positive part <c>max(x, 0)</c> of each element.</summary>
    /// <remarks>NaN stays NaN; -0 gives 0.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Relu<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Plain<T, ReluOperator<T>>(x, context);

    /// <summary>As <see cref="Relu{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Relu<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        Elementwise.Plain<T, ReluOperator<T>>(nameof(Relu), x, destination, context);

    /// <summary>The logistic function <c>1 / (1 + e^-x)</c> of each element.</summary>
    /// <remarks>Minus infinity gives 0, infinity 1, NaN NaN; the left tail keeps its relative accuracy down to the denormals. Largest error measured: 1.54 ulp (<c>float</c>), 1.38 ulp (<c>double</c>).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Sigmoid<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, SigmoidOperator<T>, SigmoidOperator<double>>(x, context);

    /// <summary>As <see cref="Sigmoid{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Sigmoid<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, SigmoidOperator<T>, SigmoidOperator<double>>(nameof(Sigmoid), x, destination, context);

    /// <summary><c>log(1 + e^x)</c> of each element, for x of any size.</summary>
    /// <remarks>Minus infinity gives 0, infinity infinity, NaN NaN. Largest error measured: 1.71 ulp (<c>float</c>), 1.46 ulp (<c>double</c>).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Softplus<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, SoftplusOperator<T>, SoftplusOperator<double>>(x, context);

    /// <summary>As <see cref="Softplus{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Softplus<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Own<T, SoftplusOperator<T>, SoftplusOperator<double>>(nameof(Softplus), x, destination, context);

    /// <summary>The sigmoid linear unit <c>x / (1 + e^-x)</c> of each element.</summary>
    /// <remarks>Minus infinity gives -0, infinity infinity, NaN NaN. Largest error measured: 0.51 ulp (<c>float</c>: a bound, not a measurement, for it is rounded from double lanes), 2.11 ulp (<c>double</c>).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Silu<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, SiluOperator<double>, SiluSingleOperator>(x, context);

    /// <summary>As <see cref="Silu{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Silu<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, SiluOperator<double>, SiluSingleOperator>(nameof(Silu), x, destination, context);

    /// <summary>The Gaussian error linear unit <c>x Φ(x) = x/2 (1 + erf(x / √2))</c> of each element.</summary>
    /// <remarks>Minus infinity gives -0, infinity infinity, NaN NaN; the left tail keeps its relative accuracy. Hendrycks and Gimpel, arXiv:1606.08415. Largest error measured: 0.51 ulp (<c>float</c>: a bound, not a measurement, for it is rounded from double lanes), 3.18 ulp (<c>double</c>).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> Gelu<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, GeluOperator, GeluSingleOperator>(x, context);

    /// <summary>As <see cref="Gelu{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void Gelu<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, GeluOperator, GeluSingleOperator>(nameof(Gelu), x, destination, context);

    /// <summary>The approximation <c>x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))</c> of the Gaussian error linear unit, of each element.</summary>
    /// <remarks>Minus infinity gives -0, infinity infinity, NaN NaN. The error is that against this formula, not against <see cref="Gelu{T}(Tensor{T}, ComputeContext?)"/>, from which it is up to 5e-4 away. Largest error measured: 0.51 ulp (<c>float</c>: a bound, not a measurement, for it is rounded from double lanes), 2.18 ulp (<c>double</c>).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <returns>A new tensor of the operand's shape.</returns>
    /// <exception cref="ArgumentNullException">The operand is null.</exception>
    public static Tensor<T> GeluTanh<T>(this Tensor<T> x, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, GeluTanhOperator>(x, context);

    /// <summary>As <see cref="GeluTanh{T}(Tensor{T}, ComputeContext?)"/>, into memory of the caller's.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The operand, of any shape.</param>
    /// <param name="destination">Where to write: of the operand's shape; may be the operand itself.</param>
    /// <param name="context">Threads; all processors when left out.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand or repeats its elements.</exception>
    public static void GeluTanh<T>(this Tensor<T> x, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Wide<T, GeluTanhOperator>(nameof(GeluTanh), x, destination, context);
}
