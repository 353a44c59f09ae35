using MathsIA.Kernels;

namespace MathsIA;

// What all reductions share: resolving axes, shaping the result, checking a destination, running the driver.
public static partial class Tensor
{
    private static Tensor<TResult> Reduce<T, TResult, TReduction>(string operation, Tensor<T> x, Axes axes, bool keepDimensions, TReduction reduction, ComputeContext? context, bool needsElements = false)
        where T : unmanaged
        where TResult : unmanaged
        where TReduction : struct, IRowReduction<T, TResult>
    {
        ArgumentNullException.ThrowIfNull(x);
        bool[] reduced = axes.Mark(x.Shape, operation, nameof(axes));
        Tensor<TResult> result = Uninitialized<TResult>(ReducedShape(x.Shape, reduced, keepDimensions));
        if (needsElements)
            RequireElements(operation, x, reduced, result.Shape);
        AxisReduce.Run(x, reduced, result, reduction, context);
        return result;
    }

    private static Tensor<TResult> Reduce<T, TResult, TReduction>(string operation, Tensor<T> x, Axes axes, Tensor<TResult> destination, TReduction reduction, ComputeContext? context, bool needsElements = false)
        where T : unmanaged
        where TResult : unmanaged
        where TReduction : struct, IRowReduction<T, TResult>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(destination);
        bool[] reduced = axes.Mark(x.Shape, operation, nameof(axes));
        Shape kept = ReducedShape(x.Shape, reduced, keepDimensions: true);
        Shape shape = destination.Shape == kept ? kept : ReducedShape(x.Shape, reduced, keepDimensions: false);
        if (x is Tensor<TResult> operand)
            Destination.Require(operation, destination, shape, operand);
        else
            Destination.Require(operation, destination, shape);
        if (needsElements)
            RequireElements(operation, x, reduced, shape);
        AxisReduce.Run(x, reduced, destination, reduction, context);
        return destination;
    }

    private static TResult ReduceWhole<T, TResult, TReduction>(string operation, Tensor<T> x, TReduction reduction, ComputeContext? context, bool needsElements = false)
        where T : unmanaged
        where TResult : unmanaged
        where TReduction : struct, IRowReduction<T, TResult>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (needsElements && x.IsEmpty)
            throw NoElements(operation, x.Shape);
        return AxisReduce.Whole<T, TResult, TReduction>(x, reduction, context);
    }

    private static Shape ReducedShape(Shape shape, bool[] reduced, bool keepDimensions)
    {
        Span<int> lengths = stackalloc int[shape.Rank];
        int count = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (!reduced[axis])
                lengths[count++] = shape.Lengths[axis];
            else if (keepDimensions)
                lengths[count++] = 1;
        }

        return new Shape(lengths[..count]);
    }

    private static void RequireElements<T>(string operation, Tensor<T> x, bool[] reduced, Shape result) where T : unmanaged
    {
        for (int axis = 0; axis < reduced.Length; axis++)
        {
            if (reduced[axis] && x.Shape.Lengths[axis] == 0 && result.ElementCount > 0)
                throw NoElements(operation, x.Shape);
        }
    }

    private static ArgumentException NoElements(string operation, Shape shape) =>
        new($"{operation}: the shape {shape} has no element along a reduced axis, and of no elements there is no result.", "x");

    /// <summary>Refuses element types that have no kernels here, by name rather than deep inside.</summary>
    private static void RequireFloatOrDouble<T>(string operation)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"{operation}: the elements are {typeof(T)}; convert them to float or double first.");
    }
}
