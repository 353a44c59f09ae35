using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Whether any element is true.</summary>
    /// <remarks>False for no elements. Stops at the first that is true.</remarks>
    /// <param name="x">The tensor.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static bool Any(this Tensor<bool> x, ComputeContext? context = null) =>
        ReduceWhole<bool, bool, AnyReduction>(nameof(Any), x, new AnyReduction(sought: true, none: false), context);

    /// <summary>Whether any element is true, over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="Any(Tensor{bool}, ComputeContext?)"/>.</remarks>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    public static Tensor<bool> Any(this Tensor<bool> x, Axes axes, bool keepDimensions = false, ComputeContext? context = null) =>
        Reduce<bool, bool, AnyReduction>(nameof(Any), x, axes, keepDimensions, new AnyReduction(sought: true, none: false), context);

    /// <summary>Whether any element is true, over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="Any(Tensor{bool}, ComputeContext?)"/>.</remarks>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce.</param>
    /// <param name="destination">Receives the result; the reduced axes are dropped from its shape, or all kept with length
    /// 1.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice, or the destination partly overlaps the operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    public static Tensor<bool> Any(this Tensor<bool> x, Axes axes, Tensor<bool> destination, ComputeContext? context = null) =>
        Reduce<bool, bool, AnyReduction>(nameof(Any), x, axes, destination, new AnyReduction(sought: true, none: false), context);

    /// <summary>Whether every element is true.</summary>
    /// <remarks>True for no elements. Stops at the first that is false.</remarks>
    /// <param name="x">The tensor.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static bool All(this Tensor<bool> x, ComputeContext? context = null) =>
        ReduceWhole<bool, bool, AnyReduction>(nameof(All), x, new AnyReduction(sought: false, none: true), context);

    /// <summary>Whether every element is true, over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="All(Tensor{bool}, ComputeContext?)"/>.</remarks>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    public static Tensor<bool> All(this Tensor<bool> x, Axes axes, bool keepDimensions = false, ComputeContext? context = null) =>
        Reduce<bool, bool, AnyReduction>(nameof(All), x, axes, keepDimensions, new AnyReduction(sought: false, none: true), context);

    /// <summary>Whether every element is true, over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="All(Tensor{bool}, ComputeContext?)"/>.</remarks>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce.</param>
    /// <param name="destination">Receives the result; the reduced axes are dropped from its shape, or all kept with length
    /// 1.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice, or the destination partly overlaps the operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    public static Tensor<bool> All(this Tensor<bool> x, Axes axes, Tensor<bool> destination, ComputeContext? context = null) =>
        Reduce<bool, bool, AnyReduction>(nameof(All), x, axes, destination, new AnyReduction(sought: false, none: true), context);
}
