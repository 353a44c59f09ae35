using System.Collections;
using System.Runtime.CompilerServices;

namespace MathsIA;

/// <summary>Whether strided windows meet: two with one another, or one with itself.</summary>
/// <remarks>
/// Comparing the first and last place of each is not enough: two columns of one matrix interleave without meeting. Two windows
/// meet when <c>Σ xₖ sₖ = D</c> has a solution in whole numbers <c>0 ≤ xₖ ≤ Uₖ</c>, the strides <c>sₖ &gt; 0</c> being those
/// of both. The search takes the longest stride first: for the nested strides that slicing makes, what the shorter ones can
/// still reach leaves one or two candidates a level. Past a budget of steps it answers "yes", which is the safe answer.
/// </remarks>
internal static class StridedOverlap
{
    private const int Budget = 10_000;

    /// <summary>Whether some place in memory is an element of both tensors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Exists<T>(Tensor<T> left, Tensor<T> right) where T : unmanaged
    {
        if (left.IsEmpty || right.IsEmpty)
            return false;
        if (left.IsContiguous && right.IsContiguous)
            return left.AsSpan().Overlaps(right.AsSpan());
        (int leftLow, int leftHigh) = left.Reach();
        (int rightLow, int rightHigh) = right.Reach();
        Span<T> leftSpan = left.Storage.Span[leftLow..(leftHigh + 1)], rightSpan = right.Storage.Span[rightLow..(rightHigh + 1)];
        if (!leftSpan.Overlaps(rightSpan))
            return false;
        long bytes = Unsafe.ByteOffset(ref leftSpan[0], ref rightSpan[0]);
        if (bytes % Unsafe.SizeOf<T>() != 0)
            return true;

        // A place of the left is leftLow + Σ i|s|, one of the right rightLow + Σ j|t|. Counting j from its other end gives
        // both sums the same sign: Σ i|s| + Σ j'|t| = (rightLow - leftLow) + (rightHigh - rightLow).
        var steps = new SortedDictionary<int, long>(Comparer<int>.Create(static (a, b) => b.CompareTo(a)));
        Collect(left, steps);
        Collect(right, steps);
        return new Search(steps).Meets(bytes / Unsafe.SizeOf<T>() + (rightHigh - rightLow));
    }

    /// <summary>Whether two different indices of one window stand for the same place.</summary>
    public static bool Repeats(Shape shape, ReadOnlySpan<int> strides)
    {
        if (shape.ElementCount <= 1)
            return false;
        var steps = new List<(long Stride, int Length)>(strides.Length);
        for (int i = 0; i < strides.Length; i++)
        {
            if (shape.Lengths[i] > 1)
                steps.Add((Math.Abs((long)strides[i]), shape.Lengths[i]));
        }

        // Enough: each stride is longer than everything the shorter ones reach together.
        steps.Sort();
        long reach = 0;
        bool nested = true;
        foreach ((long stride, int length) in steps)
        {
            nested &= stride > reach;
            reach += stride * (length - 1);
        }

        if (nested)
            return false;
        return shape.ElementCount > reach + 1 || RepeatsByMarking(shape, steps, (int)reach);
    }

    private static bool RepeatsByMarking(Shape shape, List<(long Stride, int Length)> steps, int reach)
    {
        var seen = new BitArray(reach + 1);
        Span<int> index = stackalloc int[steps.Count];
        index.Clear();
        long place = 0;
        for (int n = 0; n < shape.ElementCount; n++)
        {
            if (seen[(int)place])
                return true;
            seen[(int)place] = true;
            for (int k = 0; k < index.Length; k++)
            {
                place += steps[k].Stride;
                if (++index[k] < steps[k].Length)
                    break;
                place -= steps[k].Stride * steps[k].Length;
                index[k] = 0;
            }
        }

        return false;
    }

    private static void Collect<T>(Tensor<T> tensor, SortedDictionary<int, long> steps) where T : unmanaged
    {
        for (int i = 0; i < tensor.Rank; i++)
        {
            int stride = Math.Abs(tensor.Strides[i]), bound = tensor.Shape.Lengths[i] - 1;
            if (stride != 0 && bound != 0)
                steps[stride] = steps.GetValueOrDefault(stride) + bound;
        }
    }

    private sealed class Search
    {
        private readonly int[] _strides;
        private readonly long[] _bounds;
        private readonly long[] _reach;
        private int _budget = Budget;

        public Search(SortedDictionary<int, long> steps)
        {
            _strides = [.. steps.Keys];
            _bounds = [.. steps.Values];
            _reach = new long[_strides.Length + 1];
            for (int k = _strides.Length - 1; k >= 0; k--)
                _reach[k] = _reach[k + 1] + _strides[k] * _bounds[k];
        }

        public bool Meets(long distance) => Meets(0, distance);

        private bool Meets(int k, long distance)
        {
            if (distance < 0 || distance > _reach[k])
                return false;
            if (distance == 0)
                return true;
            int stride = _strides[k];
            if (k == _strides.Length - 1)
                return distance % stride == 0;
            long least = Math.Max(0, (distance - _reach[k + 1] + stride - 1) / stride);
            for (long x = Math.Min(_bounds[k], distance / stride); x >= least; x--)
            {
                if (--_budget < 0 || Meets(k + 1, distance - x * stride))
                    return true;
            }

            return false;
        }
    }
}
