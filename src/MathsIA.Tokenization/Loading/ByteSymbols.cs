using System.Text;

namespace MathsIA.Tokenization;

/// <summary>GPT-2's printable stand-ins for bytes: files that hold text, not bytes, write a token as one character for each byte.</summary>
/// <remarks>A byte that Latin-1 prints stands for itself; the 68 others are U+0100 and up, in order.</remarks>
internal static class ByteSymbols
{
    private static readonly char[] Symbols = CreateSymbols();
    private static readonly short[] Bytes = CreateBytes();

    /// <summary>The stand-in of a byte.</summary>
    public static char ToChar(byte value) => Symbols[value];

    /// <summary>The stand-ins of bytes.</summary>
    public static string ToText(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (byte value in bytes)
            text.Append(Symbols[value]);
        return text.ToString();
    }

    /// <summary>The bytes that stand-ins stand for; null when a character is none.</summary>
    public static byte[]? ToBytes(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] >= Bytes.Length || Bytes[text[i]] < 0)
                return null;
            bytes[i] = (byte)Bytes[text[i]];
        }

        return bytes;
    }

    private static char[] CreateSymbols()
    {
        var symbols = new char[256];
        int next = 256;
        for (int value = 0; value < 256; value++)
            symbols[value] = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? (char)value : (char)next++;
        return symbols;
    }

    private static short[] CreateBytes()
    {
        var bytes = new short[Symbols.Max() + 1];
        bytes.AsSpan().Fill(-1);
        for (int value = 0; value < 256; value++)
            bytes[Symbols[value]] = (short)value;
        return bytes;
    }
}
