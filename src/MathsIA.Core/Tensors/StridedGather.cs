namespace MathsIA;

/// <summary>The one walk behind every kind of picking: <c>d[p] = s[base(p) + index(p) · stride]</c> over the destination's shape.</summary>
internal static class StridedGather
{
    /// <summary>Picks. The strides are over the shape of the destination; the indices have been checked.</summary>
    public static void Run<T>(Tensor<T> source, int[] sourceStrides, int indexedStride, Tensor<int> indices, int[] indexStrides, Tensor<T> destination)
        where T : unmanaged
    {
        var plan = new StridedPlan(destination.Shape, sourceStrides, indexStrides, destination.Strides.ToArray());
        ReadOnlySpan<T> s = source.Storage.Span;
        ReadOnlySpan<int> index = indices.Storage.Span;
        Span<T> d = destination.Storage.Span;
        int length = plan.RunLength, sStep = plan.RunStride(0), iStep = plan.RunStride(1), dStep = plan.RunStride(2);
        var runs = new StridedRuns(plan);
        while (runs.Next())
        {
            int from = source.Offset + runs.Place(0), at = indices.Offset + runs.Place(1), to = destination.Offset + runs.Place(2);
            if (iStep == 0 && sStep == 1 && dStep == 1)
            {
                s.Slice(from + index[at] * indexedStride, length).CopyTo(d[to..]);
                continue;
            }

            for (int i = 0; i < length; i++)
                d[to + i * dStep] = s[from + i * sStep + index[at + i * iStep] * indexedStride];
        }
    }
}
