using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

// What operations along one axis share when the result has the operand's shape.
public static partial class Tensor
{
    private static Tensor<TResult> AlongAxis<T, TResult, TMap>(string operation, Tensor<T> x, int axis, TMap map, ComputeContext? context, bool anyNumber = false)
        where T : unmanaged, INumber<T>
        where TResult : unmanaged
        where TMap : struct, IRowMap<T, TResult>
    {
        axis = ResolveAxis(operation, x, axis, anyNumber);
        Tensor<TResult> result = Uninitialized<TResult>(x.Shape);
        RowMap.Run(x, axis, result, map, context);
        return result;
    }

    private static Tensor<TResult> AlongAxis<T, TResult, TMap>(string operation, Tensor<T> x, int axis, Tensor<TResult> destination, TMap map, ComputeContext? context, bool anyNumber = false)
        where T : unmanaged, INumber<T>
        where TResult : unmanaged
        where TMap : struct, IRowMap<T, TResult>
    {
        axis = ResolveAxis(operation, x, axis, anyNumber);
        if (x is Tensor<TResult> operand)
            Destination.Require(operation, destination, x.Shape, operand);
        else
            Destination.Require(operation, destination, x.Shape);
        RowMap.Run(x, axis, destination, map, context);
        return destination;
    }

    private static int ResolveAxis<T>(string operation, Tensor<T> x, int axis, bool anyNumber) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        if (!anyNumber)
            RequireFloatOrDouble<T>(operation);
        int resolved = axis < 0 ? axis + x.Rank : axis;
        return (uint)resolved < (uint)x.Rank
            ? resolved
            : throw new ArgumentOutOfRangeException(nameof(axis), axis, $"{operation}: the shape {x.Shape} has {x.Rank} axes.");
    }
}
