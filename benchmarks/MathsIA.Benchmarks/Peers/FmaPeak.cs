using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Benchmarks.Peers;

/// <summary>The multiply-adds a second that the machine does with everything in registers: what no product can exceed.</summary>
internal static class FmaPeak
{
    private const int Steps = 200_000;
    private const int Accumulators = 12;

    /// <summary>The best of several runs, on as many threads as the context allows.</summary>
    public static double FlopsPerSecond<T>(ComputeContext context) where T : unmanaged, System.Numerics.INumber<T>
    {
        double best = 0;
        for (int round = 0; round < 20; round++)
        {
            long start = Stopwatch.GetTimestamp();
            ParallelLoop.For(context.DegreeOfParallelism, _ => Run<T>(), context);
            best = Math.Max(best, 2.0 * Steps * Accumulators * GemmBlocking.LaneCount<T>() * context.DegreeOfParallelism / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private static void Run<T>() where T : unmanaged, System.Numerics.INumber<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Loop<Lane512<T>, T>();
        else if (Vector256.IsHardwareAccelerated)
            Loop<Lane256<T>, T>();
        else if (Vector128.IsHardwareAccelerated)
            Loop<Lane128<T>, T>();
        else
            Loop<LaneScalar<T>, T>();
    }

    /// <summary>Twelve independent chains: two a cycle with a latency of four need eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe void Loop<TLane, T>()
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, System.Numerics.INumber<T>
    {
        TLane x = TLane.Create(T.CreateChecked(0.5)), c = TLane.Create(T.One);
        TLane s0 = c, s1 = c, s2 = c, s3 = c, s4 = c, s5 = c, s6 = c, s7 = c, s8 = c, s9 = c, s10 = c, s11 = c;
        for (int i = 0; i < Steps; i++)
        {
            s0 = TLane.MultiplyAdd(s0, x, c);
            s1 = TLane.MultiplyAdd(s1, x, c);
            s2 = TLane.MultiplyAdd(s2, x, c);
            s3 = TLane.MultiplyAdd(s3, x, c);
            s4 = TLane.MultiplyAdd(s4, x, c);
            s5 = TLane.MultiplyAdd(s5, x, c);
            s6 = TLane.MultiplyAdd(s6, x, c);
            s7 = TLane.MultiplyAdd(s7, x, c);
            s8 = TLane.MultiplyAdd(s8, x, c);
            s9 = TLane.MultiplyAdd(s9, x, c);
            s10 = TLane.MultiplyAdd(s10, x, c);
            s11 = TLane.MultiplyAdd(s11, x, c);
        }

        T* sink = stackalloc T[64];
        (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11).Store(sink);
        GC.KeepAlive(sink[0]);
    }
}
