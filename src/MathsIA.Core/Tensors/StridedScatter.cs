namespace MathsIA;

/// <summary>The one walk behind every kind of scattering: <c>d[base(p) + index(p) · stride] ∘= s[p]</c> over the source's shape,
/// in row-major order.</summary>
internal static class StridedScatter
{
    /// <summary>Scatters. The strides are over the shape of the source; the indices have been checked.</summary>
    public static void Run<T, TCombine>(Tensor<T> source, Shape shape, Tensor<int> indices, int[] indexStrides, Tensor<T> destination, int[] destinationStrides, int indexedStride)
        where T : unmanaged where TCombine : struct, IScatterCombine<T>
    {
        var plan = new StridedPlan(shape, source.Strides.ToArray(), indexStrides, destinationStrides);
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
                TCombine.CombineRun(s.Slice(from, length), d.Slice(to + index[at] * indexedStride, length));
                continue;
            }

            for (int i = 0; i < length; i++)
            {
                ref T element = ref d[to + i * dStep + index[at + i * iStep] * indexedStride];
                element = TCombine.Combine(element, s[from + i * sStep]);
            }
        }
    }
}
