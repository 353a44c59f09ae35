namespace MathsIA.Kernels;

/// <summary>Moves a stretch of a strided operand, counted in row-major order, to and from contiguous memory.</summary>
/// <remarks>Drivers work on stretches of <see cref="Length"/> elements so that the copies stay in the first-level cache. A
/// stretch may begin in the middle of a run and span any number of runs, so short runs cost no more than long ones.</remarks>
internal static unsafe class StridedBlock
{
    /// <summary>Elements of one stretch: three buffers of doubles take 12 KiB of stack.</summary>
    public const int Length = 512;

    /// <summary>Runs at least this long are handed to a kernel in place, shorter ones go through a buffer.</summary>
    public const int LongRun = 64;

    /// <summary>Elements of one piece of parallel work. Cut by shape alone: results never depend on the number of threads.</summary>
    public const int Chunk = 1 << 16;

    /// <summary>Below this many elements a second thread costs more than it brings.</summary>
    public const int ParallelThreshold = 1 << 17;

    /// <summary>Copies <paramref name="count"/> elements of one operand, from number <paramref name="start"/> on, into a buffer.</summary>
    public static void Gather<T>(in StridedPlan plan, int operand, T* origin, int start, int count, T* buffer) where T : unmanaged
    {
        int length = plan.RunLength, stride = plan.RunStride(operand);
        (int run, int within) = Math.DivRem(start, length);
        while (count > 0)
        {
            int part = Math.Min(length - within, count);
            StridedCopy.CopyRun(origin + plan.RunStart(run, operand) + (nint)within * stride, stride, buffer, 1, part);
            buffer += part;
            count -= part;
            within = 0;
            run++;
        }
    }

    /// <summary>The converse of <see cref="Gather"/>: spreads a buffer over one operand.</summary>
    public static void Scatter<T>(in StridedPlan plan, int operand, T* origin, int start, int count, T* buffer) where T : unmanaged
    {
        int length = plan.RunLength, stride = plan.RunStride(operand);
        (int run, int within) = Math.DivRem(start, length);
        while (count > 0)
        {
            int part = Math.Min(length - within, count);
            StridedCopy.CopyRun(buffer, 1, origin + plan.RunStart(run, operand) + (nint)within * stride, stride, part);
            buffer += part;
            count -= part;
            within = 0;
            run++;
        }
    }
}
