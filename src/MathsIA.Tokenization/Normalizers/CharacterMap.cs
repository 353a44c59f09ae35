using System.Buffers.Binary;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The precompiled character map of SentencePiece: a double-array trie of what to replace, and the replacements.</summary>
/// <remarks>Yata et al., A compact static double-array keeping character codes, 2007. Every index is checked: a corrupt map gives
/// odd replacements or an exception, never a read outside of it.</remarks>
internal sealed class CharacterMap
{
    private readonly uint[] units;
    private readonly byte[] replacements;

    public CharacterMap(ReadOnlySpan<byte> map, string format)
    {
        if (map.Length < sizeof(uint))
            throw new TokenizerFormatException(format, "the character map is shorter than its own length", -1);
        uint trieBytes = BinaryPrimitives.ReadUInt32LittleEndian(map);
        map = map[sizeof(uint)..];
        if (trieBytes > map.Length || trieBytes % sizeof(uint) != 0 || trieBytes == 0)
            throw new TokenizerFormatException(format, $"the character map announces a trie of {trieBytes} bytes in {map.Length}", -1);
        units = new uint[trieBytes / sizeof(uint)];
        for (int i = 0; i < units.Length; i++)
            units[i] = BinaryPrimitives.ReadUInt32LittleEndian(map[(sizeof(uint) * i)..]);
        replacements = map[(int)trieBytes..].ToArray();
    }

    /// <summary>The replacement of the longest prefix of the text that has one; its length is 0 when there is none.</summary>
    public ReadOnlySpan<byte> Longest(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        uint value = 0, node = Offset(units[0]);
        for (int i = 0; i < text.Length; i++)
        {
            node ^= text[i];
            if (node >= units.Length || (units[node] & 0x800000FF) != text[i])
                break;
            uint unit = units[node];
            node ^= Offset(unit);
            if ((unit & 0x100) != 0 && node < units.Length)
                (value, length) = (units[node] & 0x7FFFFFFF, i + 1);
        }

        if (length == 0 || value >= replacements.Length)
        {
            length = 0;
            return [];
        }

        ReadOnlySpan<byte> rest = replacements.AsSpan((int)value);
        int end = rest.IndexOf((byte)0);
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>What the beginning of a text becomes, and how much of it: a replacement, or one character as it is, U+FFFD for
    /// bytes that are none.</summary>
    public static ReadOnlySpan<byte> Prefix(CharacterMap? map, ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        ReadOnlySpan<byte> replacement = map is null ? default : map.Longest(text, out length);
        if (length > 0)
            return replacement;
        if (Rune.DecodeFromUtf8(text, out _, out length) == System.Buffers.OperationStatus.Done)
            return text[..length];
        length = 1;
        return "\uFFFD"u8;
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
