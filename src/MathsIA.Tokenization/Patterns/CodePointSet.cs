using System.Globalization;

namespace MathsIA.Tokenization;

/// <summary>A set of code points: general categories, ranges and other sets, perhaps all but these.</summary>
internal sealed class CodePointSet
{
    private readonly uint categories;
    private readonly (int First, int Last)[] ranges;
    private readonly CodePointSet[] parts;
    private readonly CodePointSet? within;
    private readonly bool isNegated;
    private readonly ulong asciiLow;
    private readonly ulong asciiHigh;

    /// <summary>The union of what is given, intersected with <paramref name="within"/>, then negated if asked.</summary>
    public CodePointSet(uint categories, IEnumerable<(int First, int Last)>? ranges = null, IEnumerable<CodePointSet>? parts = null, CodePointSet? within = null, bool isNegated = false)
    {
        this.categories = categories;
        this.ranges = Merge(ranges ?? []);
        this.parts = [.. parts ?? []];
        this.within = within;
        this.isNegated = isNegated;
        for (int i = 0; i < 64; i++)
        {
            asciiLow |= Decide(i) ? 1UL << i : 0;
            asciiHigh |= Decide(64 + i) ? 1UL << i : 0;
        }
    }

    /// <summary>White space: the property White_Space.</summary>
    public static CodePointSet WhiteSpace { get; } = new(Mask("Z"), [('\t', '\r'), (0x85, 0x85)]);

    /// <summary>Decimal digits of all scripts.</summary>
    public static CodePointSet Digit { get; } = new(Mask("Nd"));

    /// <summary>Word characters as UTS #18 defines them: alphabetic, marks, decimal digits, connector punctuation, joiners.</summary>
    public static CodePointSet Word { get; } = new(Mask("L") | Mask("M") | Mask("Nd") | Mask("Nl") | Mask("Pc"),
        [(0x200C, 0x200D), (0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189)]);

    /// <summary>All code points.</summary>
    public static CodePointSet All { get; } = new(0, isNegated: true);

    /// <summary>All but the line feed.</summary>
    public static CodePointSet NotLineFeed { get; } = new(0, [('\n', '\n')], isNegated: true);

    /// <summary>The other code points.</summary>
    public CodePointSet Complement() => new(categories, ranges, parts, within, !isNegated);

    /// <summary>Whether a code point is in the set.</summary>
    public bool Contains(int codePoint) => codePoint < 64
        ? ((asciiLow >> codePoint) & 1) != 0
        : codePoint < 128 ? ((asciiHigh >> (codePoint - 64)) & 1) != 0 : Decide(codePoint);

    /// <summary>The general categories of a name such as <c>Lu</c>, <c>L</c> or <c>Letter</c>, one bit each; 0 for an unknown name.</summary>
    public static uint Mask(string name) => name switch
    {
        "L" or "Letter" => Bits(0, 1, 2, 3, 4),
        "LC" or "L&" or "Cased_Letter" => Bits(0, 1, 2),
        "Lu" or "Uppercase_Letter" => Bits(0),
        "Ll" or "Lowercase_Letter" => Bits(1),
        "Lt" or "Titlecase_Letter" => Bits(2),
        "Lm" or "Modifier_Letter" => Bits(3),
        "Lo" or "Other_Letter" => Bits(4),
        "M" or "Mark" => Bits(5, 6, 7),
        "Mn" or "Nonspacing_Mark" => Bits(5),
        "Mc" or "Spacing_Mark" => Bits(6),
        "Me" or "Enclosing_Mark" => Bits(7),
        "N" or "Number" => Bits(8, 9, 10),
        "Nd" or "Decimal_Number" => Bits(8),
        "Nl" or "Letter_Number" => Bits(9),
        "No" or "Other_Number" => Bits(10),
        "Z" or "Separator" => Bits(11, 12, 13),
        "Zs" or "Space_Separator" => Bits(11),
        "Zl" or "Line_Separator" => Bits(12),
        "Zp" or "Paragraph_Separator" => Bits(13),
        "C" or "Other" => Bits(14, 15, 16, 17, 29),
        "Cc" or "Control" => Bits(14),
        "Cf" or "Format" => Bits(15),
        "Cs" or "Surrogate" => Bits(16),
        "Co" or "Private_Use" => Bits(17),
        "Cn" or "Unassigned" => Bits(29),
        "P" or "Punctuation" => Bits(18, 19, 20, 21, 22, 23, 24),
        "Pc" or "Connector_Punctuation" => Bits(18),
        "Pd" or "Dash_Punctuation" => Bits(19),
        "Ps" or "Open_Punctuation" => Bits(20),
        "Pe" or "Close_Punctuation" => Bits(21),
        "Pi" or "Initial_Punctuation" => Bits(22),
        "Pf" or "Final_Punctuation" => Bits(23),
        "Po" or "Other_Punctuation" => Bits(24),
        "S" or "Symbol" => Bits(25, 26, 27, 28),
        "Sm" or "Math_Symbol" => Bits(25),
        "Sc" or "Currency_Symbol" => Bits(26),
        "Sk" or "Modifier_Symbol" => Bits(27),
        "So" or "Other_Symbol" => Bits(28),
        "Any" => uint.MaxValue,
        _ => 0,
    };

    private static uint Bits(params ReadOnlySpan<int> unicodeCategories)
    {
        uint mask = 0;
        foreach (int category in unicodeCategories)
            mask |= 1u << category;
        return mask;
    }

    private static (int First, int Last)[] Merge(IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach ((int first, int last) in ranges.Order())
        {
            if (merged.Count > 0 && first <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, last));
            else
                merged.Add((first, last));
        }

        return [.. merged];
    }

    private bool Decide(int codePoint)
    {
        bool found = (categories != 0 && ((categories >> (int)CharUnicodeInfo.GetUnicodeCategory(codePoint)) & 1) != 0) || InRanges(codePoint);
        for (int i = 0; i < parts.Length && !found; i++)
            found = parts[i].Contains(codePoint);
        return (found && (within is null || within.Contains(codePoint))) != isNegated;
    }

    private bool InRanges(int codePoint)
    {
        int low = 0, high = ranges.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (codePoint < ranges[middle].First)
                high = middle - 1;
            else if (codePoint > ranges[middle].Last)
                low = middle + 1;
            else
                return true;
        }

        return false;
    }
}
