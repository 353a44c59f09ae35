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

    /// <summary>The most bytes that one operation may take for its own workspace. By default half of the memory available to the process.</summary>
    /// <remarks>
    /// <para>Counted is what grows with the operands: the copy that a factorization works on (it becomes its result), the squares of
    /// SVD and eigenvalues, intermediate results of an Einstein summation, keys of a sort. Not counted are the result, a few
    /// vectors as long as one side of an operand, and blocks of fixed size, such as the packed tiles of a matrix product, up to about
    /// 2 MiB a thread. Linear operators and factorizations already made take no context for their scratch vectors, and no limit.</para>
    /// <para>An operation that can work in smaller pieces does: a matrix product packs fewer columns at a time, a batch of matrices or
    /// a sort of many rows takes fewer at the same time, which needs more time and gives the same bits. Any other throws
    /// <see cref="MemoryLimitException"/> before it computes anything.</para>
    /// </remarks>
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
    /// <remarks>A level of promise, not a switch: both levels run the same kernels today.</remarks>
    public Reproducibility Reproducibility { get; init; } = Reproducibility.Portable;
}
