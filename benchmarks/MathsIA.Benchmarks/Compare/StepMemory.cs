using System.Globalization;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.Benchmarks.Compare;

/// <summary>What a step takes in memory.</summary>
/// <param name="AllocatedBytes">What one steady step leaves to the garbage collector.</param>
/// <param name="PeakBytes">The most bytes of values that are in use at one time.</param>
/// <param name="NeededBytes">The bytes of the values that forward leaves for backward, and of the gradients.</param>
internal sealed record StepMemory(long AllocatedBytes, long PeakBytes, long NeededBytes)
{
    /// <summary>Measures a step of one thread's float tapes.</summary>
    /// <param name="step">The whole step.</param>
    /// <param name="forward">Its forward part, which leaves the tape recorded.</param>
    /// <param name="reset">Lets go of everything that the tape holds.</param>
    /// <param name="gradientBytes">The bytes of all gradients.</param>
    public static StepMemory Of(Action step, Action forward, Action reset, long gradientBytes)
    {
        const int steps = 4;
        CellPool<float> pool = CellPool<float>.Current;
        step();
        // The least of several: the compiler and the runtime allocate in the background now and then.
        long allocated = long.MaxValue;
        for (int i = 0; i < steps; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            step();
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        reset();
        long outside = pool.Taken;
        forward();
        long needed = pool.Taken - outside + gradientBytes;
        reset();
        pool.ForgetPeak();
        step();
        return new StepMemory(allocated, pool.Peak - outside, needed);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"  {AllocatedBytes / 1024.0:F1} KB allocated, peak {PeakBytes / 1e6:F1} MB = {(double)PeakBytes / Math.Max(1, NeededBytes):F2} of what backward needs");
}
