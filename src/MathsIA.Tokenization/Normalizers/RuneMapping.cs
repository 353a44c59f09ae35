using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Rewrites text one code point at a time.</summary>
internal static class RuneMapping
{
    /// <summary>What becomes of a code point.</summary>
    internal interface IRule
    {
        /// <summary>Writes what stands for a code point, and says how many bytes that is; -1 leaves it as it is.</summary>
        int Map(Rune rune, Span<byte> result);
    }

    /// <summary>The most bytes that stand for one code point.</summary>
    public const int Longest = 16;

    /// <summary>Applies a rule to all code points.</summary>
    public static void Apply<TRule>(ReadOnlySpan<byte> text, NormalizedText result, TRule rule) where TRule : struct, IRule
    {
        Span<byte> mapped = stackalloc byte[Longest];
        int kept = 0;
        for (int at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf8(text[at..], out Rune rune, out int length);
            int written = rule.Map(rune, mapped);
            if (written >= 0)
            {
                Keep(text, kept, at, result);
                if (written > 0)
                    result.Append(mapped[..written], at, at + length);
                kept = at + length;
            }

            at += length;
        }

        Keep(text, kept, text.Length, result);
    }

    private static void Keep(ReadOnlySpan<byte> text, int start, int end, NormalizedText result)
    {
        if (end > start)
            result.Copy(text, start, end);
    }
}
