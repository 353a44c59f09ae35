using System.Text;
using CsCheck;

namespace MathsIA.Tokenization.Tests.Reference;

/// <summary>Random text that looks for trouble: the characters that the patterns tell apart, in every script's neighbourhood, and lone surrogates.</summary>
internal static class Texts
{
    /// <summary>Apostrophes and what may follow, long s, Kelvin sign, dotted I, white space of all kinds, astral letters and digits, marks, titlecase, slashes, emoji.</summary>
    private static readonly string[] Troubles =
    [
        "'", "'", "'s", "'S", "'\u017F", "'t", "'RE", "'re", "'vE", "'ll", "'lL", "'d", "'m", "\u2019s", "\u017F", "\u212A", "\u0130", "\u0131", "\u00DF",
        " ", " ", "  ", "   ", "\t", "\n", "\r", "\r\n", "\n\n", "\v", "\f", "\u0085", "\u00A0", "\u1680", "\u2003", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000", "\u200B", "\uFEFF", "\u180E", "\u001C",
        "\U00020BB7", "\U0001D7CF", "\U00010400", "\U00010428", "\U0001D400", "\U0001F600", "\U0001F468\u200D\U0001F469", "\U000E0100", "\U00011F50", "\U0010FFFF",
        "\u0301", "\u0903", "\u20DD", "\u01C5", "\u02B0", "\u1D2C", "\u00AA", "\u2160", "\u00B2", "\u0663", "\u4E2D", "\u3042", "\u0915\u094D", "\u0E01\u0E33", "\u0627\u064B",
        "a", "b", "e", "A", "B", "ABC", "abc", "CamelCase", "HTTPServer", "don't", "THEY'LL", "word", "the", "1", "12", "1234", "3.14", "_", "/", "//", "-", "...", "!?", "(", "\0", "\u007F", "\uFFFD", "\uFFFE",
    ];

    private static readonly Gen<string> AnyRune = Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Select(value => new Rune(value).ToString());

    private static readonly Gen<string> Ascii = Gen.Char[' ', '~'].Select(c => c.ToString());

    /// <summary>Any text of valid characters.</summary>
    public static Gen<string> Valid { get; } =
        Gen.Frequency((6, Gen.Int[0, Troubles.Length - 1].Select(i => Troubles[i])), (2, Ascii), (1, AnyRune)).List[0, 40].Select(string.Concat);

    /// <summary>The same with lone surrogates in it.</summary>
    public static Gen<string> Any { get; } =
        Gen.Select(Valid, Gen.Char['\uD800', '\uDFFF'].List[0, 3], Gen.Int[0, 100]).Select((text, lone, at) => text.Insert(Math.Min(at, text.Length), string.Concat(lone)));

    /// <summary>Any bytes, often nearly UTF-8.</summary>
    public static Gen<byte[]> Bytes { get; } = Gen.Frequency(
        (1, Gen.Byte.Array[0, 60]),
        (2, Gen.Select(Valid, Gen.Byte, Gen.Int[0, 200]).Select((text, value, at) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            if (bytes.Length > 0)
                bytes[at % bytes.Length] = value;
            return bytes;
        })),
        (1, Gen.Select(Valid, Gen.Int[0, 200]).Select((text, end) => Encoding.UTF8.GetBytes(text)[..Math.Min(end, Encoding.UTF8.GetByteCount(text))])));
}
