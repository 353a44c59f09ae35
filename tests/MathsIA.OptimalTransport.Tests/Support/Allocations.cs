namespace MathsIA.OptimalTransport.Tests;

/// <summary>Checks that iterations allocate nothing.</summary>
internal static class Allocations
{
    /// <summary>A run of many iterations allocates what a run of few does. Pooled memory that a collection, or a test beside this one, took away is
    /// allocated anew once in a while; what an iteration allocates, it allocates every time: the smallest of some differences counts.</summary>
    public static void MustNotGrow(Action<int> run, int few = 5, int many = 105, int allowed = 2)
    {
        run(few);
        run(many);
        long Measure(int iterations)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run(iterations);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        const int Attempts = 5;
        long growth = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && growth >= allowed * (many - few); attempt++)
        {
            long first = Measure(few), second = Measure(many);
            growth = Math.Min(growth, second - first);
        }

        Assert.True(growth < allowed * (many - few), $"{growth / (double)(many - few):g3} bytes an iteration");
    }
}
