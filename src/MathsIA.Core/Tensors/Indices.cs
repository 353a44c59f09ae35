using System.Numerics;

namespace MathsIA;

/// <summary>Checks index tensors once, before any work, so that the kernels may trust them.</summary>
internal static class Indices
{
    /// <summary>The indices as <c>int</c>, each from 0 to <paramref name="length"/> - 1: the tensor itself where it is one of <c>int</c>.</summary>
    /// <remarks>Negative indices are refused and do not count from the end: -1 as "no label" is too common to be read silently
    /// as "the last".</remarks>
    public static Tensor<int> Checked<TIndex>(string operation, Tensor<TIndex> indices, int length, string what, string paramName = "indices")
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ArgumentNullException.ThrowIfNull(indices, paramName);
        Tensor<TIndex> dense = indices.Contiguous();
        ReadOnlySpan<TIndex> span = dense.AsSpan();
        if (dense is Tensor<int> already)
        {
            foreach (int index in already.AsSpan())
            {
                if ((uint)index >= (uint)length)
                    ThrowOutside(operation, index, length, what, paramName);
            }

            return already;
        }

        Tensor<int> result = Tensor.Uninitialized<int>(indices.Shape);
        Span<int> converted = result.AsSpan();
        for (int i = 0; i < span.Length; i++)
        {
            int index = int.CreateSaturating(span[i]);
            if ((uint)index >= (uint)length)
                ThrowOutside(operation, span[i], length, what, paramName);
            converted[i] = index;
        }

        return result;
    }

    /// <summary>Refuses a destination that shares memory with the indices (which can only be when both hold the same type).</summary>
    public static void RequireApart<T, TIndex>(string operation, Tensor<T> destination, Tensor<TIndex> indices) where T : unmanaged where TIndex : unmanaged
    {
        if (indices is Tensor<T> same && destination.Overlaps(same))
            throw new ArgumentException($"{operation}: the destination of shape {destination.Shape} shares memory with the indices.", nameof(destination));
    }

    private static void ThrowOutside(string operation, object index, int length, string what, string paramName) =>
        throw new ArgumentOutOfRangeException(paramName, index, $"{operation}: the index is outside {what}, which has {length} entries.");
}
