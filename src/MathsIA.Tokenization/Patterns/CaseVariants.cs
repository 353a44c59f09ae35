using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Which code points are one letter when case is ignored, by simple case folding.</summary>
internal static class CaseVariants
{
    /// <summary>The last code point that has a case, rounded up.</summary>
    private const int End = 0x1F000;

    private static readonly Lazy<Dictionary<int, int[]>> Variants = new(Find);

    /// <summary>All code points equal to one but for their case, itself among them.</summary>
    public static ReadOnlySpan<int> Of(int codePoint) => Variants.Value.TryGetValue(codePoint, out int[]? variants) ? variants : new[] { codePoint };

    /// <summary>Ranges, and all the variants of what is in them.</summary>
    public static IEnumerable<(int First, int Last)> Widen(IEnumerable<(int First, int Last)> ranges)
    {
        foreach ((int first, int last) in ranges)
        {
            yield return (first, last);
            foreach ((int letter, int[] variants) in Variants.Value)
            {
                if (letter < first || letter > last)
                    continue;
                foreach (int variant in variants)
                    yield return (variant, variant);
            }
        }
    }

    private static Dictionary<int, int[]> Find()
    {
        var groups = new Dictionary<int, List<int>>();
        for (int i = 0; i < End; i++)
        {
            // The dotted and dotless i fold to themselves outside the Turkic languages.
            if (!Rune.IsValid(i) || i is 0x130 or 0x131)
                continue;
            int folded = Fold(i);
            if (folded == i && Rune.ToUpperInvariant(new Rune(i)).Value == i)
                continue;
            if (!groups.TryGetValue(folded, out List<int>? group))
                groups.Add(folded, group = [folded]);
            if (i != folded)
                group.Add(i);
        }

        var variants = new Dictionary<int, int[]>();
        foreach (List<int> group in groups.Values)
        {
            foreach (int letter in group)
                variants[letter] = [.. group];
        }

        return variants;
    }

    private static int Fold(int codePoint) => codePoint switch
    {
        // The runtime's upper case leaves the long s alone, so that no letter beyond ASCII becomes ASCII.
        0x17F => 's',
        0x1E9B => 0x1E61,
        _ => Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(codePoint))).Value,
    };
}
