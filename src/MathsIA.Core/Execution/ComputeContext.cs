namespace MathsIA;

/// <summary>How a computation may use the machine: threads, memory, reproducibility. Immutable, passed in, never ambient.</summary>
/// <remarks>Every operation that can use several threads takes an optional context; without one it runs under
/// <see cref="Default"/>. Work is cut by the shape of the data and never by the number of threads, so a result has the
/// same bits under any <see cref="DegreeOfParallelism"/>.</remarks>
public sealed record ComputeContext
{
    /// <summary>All processors, half of the memory available to the process, portable bits.</summary>
    public static ComputeContext Default { get; } = new();

    /// <summary>One thread: the caller's own.</summary>
    public static ComputeContext SingleThread { get; } = new() { DegreeOfParallelism = 1 };

    /// <summary>The most threads to use, the caller's included. From 1; by default the number of processors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int DegreeOfParallelism
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>The most bytes that one operation may allocate for its own workspace. Results are not counted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long MemoryLimit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Math.Max(1, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    /// <summary>How far the bits of a result are promised to be the same. <see cref="Reproducibility.Portable"/> by default.</summary>
    public Reproducibility Reproducibility { get; init; } = Reproducibility.Portable;
}
