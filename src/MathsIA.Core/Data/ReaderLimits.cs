namespace MathsIA.Data;

/// <summary>What a reader of data files accepts at most. The defaults are safe for files from strangers; raise them for files of your own.</summary>
/// <remarks>Limits guard what a small file could claim. Beyond them, no reader allocates for a number that it has not checked against
/// the bytes that are really there.</remarks>
public sealed record ReaderLimits
{
    /// <summary>The limits used where none are given.</summary>
    public static ReaderLimits Default { get; } = new();

    /// <summary>The most bytes that compressed data (npz, gz, png) may inflate to, all parts of a file together. 1 GiB by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long MaxInflatedBytes { get; init => field = AtLeastOne(value, nameof(MaxInflatedBytes)); } = 1L << 30;

    /// <summary>The most that compressed data may grow, as a multiple, once they exceed <see cref="FreeInflatedBytes"/>. 250 by default;
    /// nothing that the formats can express exceeds 1032.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long MaxInflationRatio { get; init => field = AtLeastOne(value, nameof(MaxInflationRatio)); } = 250;

    /// <summary>Data that inflate to no more than this are accepted whatever the ratio. 16 MiB by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long FreeInflatedBytes { get; init => field = AtLeastOne(value, nameof(FreeInflatedBytes)); } = 16L << 20;

    /// <summary>The longest header of an npy array, in bytes: as in NumPy, 10,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long MaxNpyHeaderBytes { get; init => field = AtLeastOne(value, nameof(MaxNpyHeaderBytes)); } = 10_000;

    /// <summary>The longest header of a safetensors file, in bytes: as in its reference implementation, 100 MB by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long MaxSafetensorsHeaderBytes { get; init => field = AtLeastOne(value, nameof(MaxSafetensorsHeaderBytes)); } = 100_000_000;

    /// <summary>The most arrays, tensors or archive members in a file. 100,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long MaxEntries { get; init => field = AtLeastOne(value, nameof(MaxEntries)); } = 100_000;

    /// <summary>The most axes of an array. 32 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long MaxRank { get; init => field = AtLeastOne(value, nameof(MaxRank)); } = 32;

    /// <summary>The most columns of a table. 100,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long MaxColumns { get; init => field = AtLeastOne(value, nameof(MaxColumns)); } = 100_000;

    /// <summary>The longest field of a table, in characters. 1,048,576 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long MaxFieldLength { get; init => field = AtLeastOne(value, nameof(MaxFieldLength)); } = 1 << 20;

    /// <summary>How many bytes data of a compressed length may inflate to.</summary>
    internal long InflatedBytes(long compressedBytes) =>
        Math.Min(MaxInflatedBytes, Math.Max(FreeInflatedBytes, compressedBytes > long.MaxValue / MaxInflationRatio ? long.MaxValue : compressedBytes * MaxInflationRatio));

    private static long AtLeastOne(long value, string paramName)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, paramName);
        return value;
    }
}
