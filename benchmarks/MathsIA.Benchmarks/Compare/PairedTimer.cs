using System.Diagnostics;

namespace MathsIA.Benchmarks.Compare;

/// <summary>Times short pieces of work by repeating them within one measurement.</summary>
internal static class PairedTimer
{
    private const double ShortestMeasurement = 2e-3;

    /// <summary>How long each side is measured in a round, at least: on a shared host code runs at half its speed for tenths of a second.</summary>
    private const double Round = 0.15;

    /// <summary>Long enough that the compiler has replaced its first, hurried code of both sides, which it does in the background
    /// some tenths of a second after many calls.</summary>
    private const double WarmUp = 0.4;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromSeconds(1);

    /// <summary>Repeats the work until its code no longer changes.</summary>
    public static void Warm(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            work();
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUp);
    }

    /// <summary>Waits until this process is idle, a second at most, and calls the work once, untimed.</summary>
    /// <remarks>Native thread pools spin after their work, OpenBLAS for more than 40 ms, and would take a core from whoever comes
    /// next: two threads of ours read as one. The call wakes the threads of this side and brings its data back.</remarks>
    public static void Settle(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan used;
        do
        {
            used = Environment.CpuUsage.TotalTime;
            Thread.Sleep(Look);
            used = Environment.CpuUsage.TotalTime - used;
        }
        while (used > Look / 10 && Stopwatch.GetElapsedTime(start) < Patience);
        work();
    }

    /// <summary>How often to repeat the work so that one measurement is long enough for the clock.</summary>
    public static int BatchFor(Action work)
    {
        for (int batch = 1; ; batch *= 4)
        {
            // The shorter of two: one hiccup must not make a batch of a single call.
            double seconds = Math.Min(Seconds(work, batch), Seconds(work, batch)) * batch;
            if (seconds >= ShortestMeasurement)
                return Math.Max(1, (int)(batch * Math.Min(1, ShortestMeasurement * 2 / seconds)));
        }
    }

    /// <summary>The least seconds of one piece, over the batches of a round.</summary>
    public static double Least(Action work, int batch)
    {
        double least = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp();
        do
        {
            least = Math.Min(least, Seconds(work, batch));
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < Round);
        return least;
    }

    private static double Seconds(Action work, int batch)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < batch; i++)
            work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / batch;
    }
}
