namespace MathsIA.OptimalTransport.Tests;

/// <summary>Checks that iterations allocate nothing.</summary>
internal static class Allocations
{
    /// <summary>A run of many iterations allocates what a run of few does.</summary>
    public static void MustNotGrow(Action<int> run, int few = 5, int many = 105)
    {
        run(few);
        run(many);
        long Measure(int iterations)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run(iterations);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        long first = Measure(few), second = Measure(many);
        Assert.True(second - first < 2 * (many - few), $"{(second - first) / (double)(many - few):g3} bytes an iteration");
    }
}
