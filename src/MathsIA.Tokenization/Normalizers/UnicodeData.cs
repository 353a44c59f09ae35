using System.IO.Compression;

namespace MathsIA.Tokenization;

/// <summary>Combining classes, decompositions and compositions of Unicode 14, read once from data inside the assembly.</summary>
/// <remarks>The runtime's own normalization does nothing when an application asks for invariant globalization, so it cannot be
/// relied on.</remarks>
internal sealed class UnicodeData
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11172;
    private const int LeadFirst = 0x1100;
    private const int VowelFirst = 0x1161;
    private const int TailFirst = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private static readonly Lazy<UnicodeData> Loaded = new(() => new UnicodeData());
    private readonly Dictionary<int, byte> classes = [];
    private readonly Dictionary<int, int[]> canonical = [];
    private readonly Dictionary<int, int[]> compatible = [];
    private readonly Dictionary<(int First, int Second), int> compositions = [];
    private readonly byte[] bytes;
    private int at;

    private UnicodeData()
    {
        using Stream resource = typeof(UnicodeData).Assembly.GetManifestResourceStream("MathsIA.Tokenization.normalization.bin")!;
        using var inflated = new DeflateStream(resource, CompressionMode.Decompress);
        using var memory = new MemoryStream();
        inflated.CopyTo(memory);
        bytes = memory.ToArray();
        for ((int i, int codePoint) = (Read(), 0); i > 0; i--)
        {
            codePoint += Read();
            classes.Add(codePoint, (byte)Read());
        }

        ReadDecompositions(canonical);
        ReadDecompositions(compatible);
        for (int i = Read(); i > 0; i--)
            compositions.Add((Read(), Read()), Read());
        bytes = [];
    }

    /// <summary>The one instance.</summary>
    public static UnicodeData Instance => Loaded.Value;

    /// <summary>The canonical combining class: 0 for a starter.</summary>
    public int Class(int codePoint) => classes.GetValueOrDefault(codePoint);

    /// <summary>Appends the full decomposition of a code point.</summary>
    public void Decompose(int codePoint, bool isCompatible, List<int> result)
    {
        int syllable = codePoint - HangulFirst;
        if (syllable is >= 0 and < HangulCount)
        {
            result.Add(LeadFirst + (syllable / (VowelCount * TailCount)));
            result.Add(VowelFirst + (syllable / TailCount % VowelCount));
            if (syllable % TailCount != 0)
                result.Add(TailFirst + (syllable % TailCount));
        }
        else if ((isCompatible && compatible.TryGetValue(codePoint, out int[]? parts)) || canonical.TryGetValue(codePoint, out parts))
        {
            result.AddRange(parts);
        }
        else
        {
            result.Add(codePoint);
        }
    }

    /// <summary>The one code point that two compose to; -1 when they do not.</summary>
    public int Compose(int first, int second)
    {
        if (first - LeadFirst is >= 0 and < LeadCount && second - VowelFirst is >= 0 and < VowelCount)
            return HangulFirst + ((((first - LeadFirst) * VowelCount) + second - VowelFirst) * TailCount);
        if (first - HangulFirst is >= 0 and < HangulCount && (first - HangulFirst) % TailCount == 0 && second - TailFirst is > 0 and < TailCount)
            return first + second - TailFirst;
        return compositions.TryGetValue((first, second), out int composed) ? composed : -1;
    }

    private void ReadDecompositions(Dictionary<int, int[]> table)
    {
        for ((int i, int codePoint) = (Read(), 0); i > 0; i--)
        {
            codePoint += Read();
            int[] parts = new int[Read()];
            for (int j = 0; j < parts.Length; j++)
                parts[j] = Read();
            table.Add(codePoint, parts);
        }
    }

    private int Read()
    {
        int value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = bytes[at++];
            value |= (part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
