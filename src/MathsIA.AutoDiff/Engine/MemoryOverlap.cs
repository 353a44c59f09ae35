using System.Runtime.CompilerServices;

namespace MathsIA.AutoDiff.Engine;

/// <summary>Whether two tensors may look into the same memory.</summary>
internal static class MemoryOverlap
{
    public static bool Exists<T>(Tensor<T> left, Tensor<T> right) where T : unmanaged
    {
        (nint leftLow, nint leftHigh) = Reach(left);
        (nint rightLow, nint rightHigh) = Reach(right);
        nint distance = Unsafe.ByteOffset(ref First(left), ref First(right)) / Unsafe.SizeOf<T>();
        return distance + rightLow <= leftHigh && leftLow <= distance + rightHigh;
    }

    private static ref T First<T>(Tensor<T> tensor) where T : unmanaged => ref tensor[stackalloc int[tensor.Rank]];

    private static (nint Low, nint High) Reach<T>(Tensor<T> tensor) where T : unmanaged
    {
        nint low = 0, high = 0;
        for (int axis = 0; axis < tensor.Rank; axis++)
        {
            nint span = (nint)(tensor.Shape.Lengths[axis] - 1) * tensor.Strides[axis];
            (low, high) = span < 0 ? (low + span, high) : (low, high + span);
        }

        return (low, high);
    }
}
