using System.Runtime.CompilerServices;

namespace MathsIA;

/// <summary>The checks that every operation makes on a destination given by the caller, before any work.</summary>
/// <remarks>A destination has exactly the shape of the result, holds each element once, and is either the very same window as
/// an operand (in place) or does not touch it. <c>RequireApart</c> is for operations that cannot work in place.</remarks>
internal static class Destination
{
    /// <summary>Checks shape and repetition only: for operations whose operands cannot share the destination's memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Require<T>(string operation, Tensor<T> destination, Shape shape, [CallerArgumentExpression(nameof(destination))] string paramName = "destination")
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(destination, paramName);
        if (destination.Shape != shape)
            throw new ShapeMismatchException(operation, $"the destination has shape {destination.Shape}, the result {shape}.", paramName);
        if (!destination.IsContiguous)
            destination.ThrowIfRepeating(operation, paramName);
    }

    /// <summary>Checks a destination against one operand, which it may be the same window as.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Require<T>(string operation, Tensor<T> destination, Shape shape, Tensor<T> operand, [CallerArgumentExpression(nameof(destination))] string paramName = "destination")
        where T : unmanaged
    {
        Require(operation, destination, shape, paramName);
        RequireSameOrApart(operation, destination, operand, paramName);
    }

    /// <summary>Checks a destination against two operands, which it may be the same window as.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Require<T>(string operation, Tensor<T> destination, Shape shape, Tensor<T> first, Tensor<T> second, [CallerArgumentExpression(nameof(destination))] string paramName = "destination")
        where T : unmanaged
    {
        Require(operation, destination, shape, paramName);
        RequireSameOrApart(operation, destination, first, paramName);
        if (!ReferenceEquals(first, second))
            RequireSameOrApart(operation, destination, second, paramName);
    }

    /// <summary>Checks a destination against three operands, which it may be the same window as.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Require<T>(string operation, Tensor<T> destination, Shape shape, Tensor<T> first, Tensor<T> second, Tensor<T> third, [CallerArgumentExpression(nameof(destination))] string paramName = "destination")
        where T : unmanaged
    {
        Require(operation, destination, shape, first, second, paramName);
        RequireSameOrApart(operation, destination, third, paramName);
    }

    /// <summary>Checks a destination that must not touch the operand at all, not even as the same window.</summary>
    public static void RequireApart<T>(string operation, Tensor<T> destination, Shape shape, Tensor<T> operand, [CallerArgumentExpression(nameof(destination))] string paramName = "destination")
        where T : unmanaged
    {
        Require(operation, destination, shape, paramName);
        if (Touches(destination, operand))
            throw new ArgumentException($"{operation}: the destination of shape {destination.Shape} shares memory with an operand of shape {operand.Shape}; this operation cannot work in place.", paramName);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RequireSameOrApart<T>(string operation, Tensor<T> destination, Tensor<T> operand, string paramName) where T : unmanaged
    {
        if (ReferenceEquals(destination, operand))
            return;
        if (Touches(destination, operand) && !destination.IsSameWindowAs(operand))
            throw new ArgumentException($"{operation}: the destination of shape {destination.Shape} partly overlaps an operand of shape {operand.Shape} in memory.", paramName);
    }

    /// <summary>Whether two windows share an element. Windows that interleave without meeting (the even and the odd elements of a
    /// vector, two columns of a matrix) are told apart by their strides; other interleavings count as touching.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Touches<T>(Tensor<T> destination, Tensor<T> operand) where T : unmanaged
    {
        if (!destination.Overlaps(operand))
            return false;
        int divisor = 0;
        foreach (Tensor<T> tensor in (ReadOnlySpan<Tensor<T>>)[destination, operand])
        {
            for (int axis = 0; axis < tensor.Rank; axis++)
            {
                if (tensor.Shape.Lengths[axis] > 1)
                    divisor = GreatestCommonDivisor(divisor, Math.Abs(tensor.Strides[axis]));
            }
        }

        nint distance = Unsafe.ByteOffset(ref destination.Storage.Span[destination.Offset], ref operand.Storage.Span[operand.Offset]) / Unsafe.SizeOf<T>();
        return divisor == 0 ? distance == 0 : distance % divisor == 0;
    }

    private static int GreatestCommonDivisor(int a, int b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
