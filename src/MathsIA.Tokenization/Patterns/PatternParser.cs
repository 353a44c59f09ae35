using System.Globalization;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Parses the regular expressions that published tokenizers use, on code points.</summary>
/// <remarks>What is understood: literals, escapes, classes with ranges, nesting and <c>&amp;&amp;</c>, <c>\p{..}</c> of general
/// categories, groups, <c>(?i)</c>, <c>(?s)</c>, <c>(?m)</c>, atomic groups, looks ahead and (of fixed length) behind, all
/// repetitions. Anything else is refused, never read as something similar.</remarks>
internal sealed class PatternParser
{
    private const int DeepestNesting = 64;
    private const int LargestRepetition = 1000;
    private readonly string pattern;
    private int at;
    private int depth;
    private bool ignoresCase;
    private bool dotIsAll;
    private bool isMultiline;

    private PatternParser(string pattern) => this.pattern = pattern;

    private bool IsAtEnd => at == pattern.Length;

    /// <summary>The tree of a pattern.</summary>
    public static PatternNode Parse(string pattern)
    {
        var parser = new PatternParser(pattern);
        PatternNode node = parser.ParseChoice();
        return parser.IsAtEnd ? node : throw parser.Fail("a ')' closes nothing");
    }

    private TokenizerFormatException Fail(string detail) => new("Pattern", detail, at);

    private PatternNode ParseChoice()
    {
        if (++depth > DeepestNesting)
            throw Fail($"groups nest more than {DeepestNesting} deep");
        (bool caseBefore, bool dotBefore, bool lineBefore) = (ignoresCase, dotIsAll, isMultiline);
        var options = new List<PatternNode> { ParseSequence() };
        while (Take("|"))
            options.Add(ParseSequence());
        (ignoresCase, dotIsAll, isMultiline) = (caseBefore, dotBefore, lineBefore);
        depth--;
        return options.Count == 1 ? options[0] : new PatternNode.Choice(options);
    }

    private PatternNode ParseSequence()
    {
        var parts = new List<PatternNode>();
        while (!IsAtEnd && pattern[at] is not ('|' or ')'))
        {
            if (ParseAtom() is PatternNode atom)
                parts.Add(ParseRepetitions(atom));
        }

        return parts.Count == 1 ? parts[0] : new PatternNode.Sequence(parts);
    }

    private PatternNode? ParseAtom()
    {
        if (pattern[at] is '*' or '+' or '?')
            throw Fail($"'{pattern[at]}' repeats nothing");
        if (Take("("))
            return ParseGroup();
        if (Take("["))
            return new PatternNode.One(ParseClass());
        if (Take("."))
            return new PatternNode.One(dotIsAll ? CodePointSet.All : CodePointSet.NotLineFeed);
        if (Take("^"))
            return new PatternNode.Place(isMultiline ? PatternPlace.LineStart : PatternPlace.Start);
        if (Take("$"))
            return new PatternNode.Place(isMultiline ? PatternPlace.LineEnd : PatternPlace.EndOrLastLineFeed);
        if (pattern[at] != '\\')
            return new PatternNode.One(Literal(TakeCodePoint()));
        if (ParsePlace() is PatternPlace place)
            return new PatternNode.Place(place);
        at++;
        return new PatternNode.One(ParseSetEscape() ?? Literal(ParseEscape()));
    }

    private PatternPlace? ParsePlace()
    {
        PatternPlace? place = at + 1 == pattern.Length ? null : pattern[at + 1] switch
        {
            'A' => PatternPlace.Start,
            'z' => PatternPlace.End,
            'Z' => PatternPlace.EndOrLastLineFeed,
            'b' => PatternPlace.WordBorder,
            'B' => PatternPlace.NotWordBorder,
            _ => null,
        };
        if (place is not null)
            at += 2;
        return place;
    }

    private PatternNode? ParseGroup()
    {
        PatternNode node;
        if (Take("?="))
            node = new PatternNode.Look(ParseChoice(), IsBehind: false, IsNegated: false);
        else if (Take("?!"))
            node = new PatternNode.Look(ParseChoice(), IsBehind: false, IsNegated: true);
        else if (Take("?<="))
            node = new PatternNode.Look(ParseChoice(), IsBehind: true, IsNegated: false);
        else if (Take("?<!"))
            node = new PatternNode.Look(ParseChoice(), IsBehind: true, IsNegated: true);
        else if (Take("?>"))
            node = new PatternNode.Atomic(ParseChoice());
        else if (Take("?P<") || Take("?<"))
            node = ParseNamed();
        else if (Take("?"))
            return ParseOptions();
        else
            node = ParseChoice();
        Close();
        return node;
    }

    private PatternNode ParseNamed()
    {
        int end = pattern.IndexOf('>', at);
        if (end <= at || !pattern.AsSpan(at, end - at).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw Fail("the name of a group does not end");
        at = end + 1;
        return ParseChoice();
    }

    /// <summary><c>(?i:...)</c> and the like; null for options that hold to the end of the group around them.</summary>
    private PatternNode? ParseOptions()
    {
        (bool caseBefore, bool dotBefore, bool lineBefore) = (ignoresCase, dotIsAll, isMultiline);
        for (bool on = true; !IsAtEnd && pattern[at] is not (':' or ')'); at++)
        {
            if (pattern[at] == '-' && on)
                on = false;
            else if (pattern[at] == 'i')
                ignoresCase = on;
            else if (pattern[at] == 's')
                dotIsAll = on;
            else if (pattern[at] == 'm')
                isMultiline = on;
            else if (pattern[at] != 'u')
                throw Fail($"the option '{pattern[at]}' is not supported");
        }

        if (!Take(":"))
        {
            Close();
            return null;
        }

        PatternNode node = ParseChoice();
        Close();
        (ignoresCase, dotIsAll, isMultiline) = (caseBefore, dotBefore, lineBefore);
        return node;
    }

    private void Close()
    {
        if (!Take(")"))
            throw Fail("a group does not end");
    }

    private PatternNode ParseRepetitions(PatternNode node)
    {
        while (ParseCount() is (int least, int most))
        {
            PatternGreed greed = Take("?") ? PatternGreed.Lazy : Take("+") ? PatternGreed.Possessive : PatternGreed.Greedy;
            node = new PatternNode.Repeat(node, least, most, greed);
        }

        return node;
    }

    private (int Least, int Most)? ParseCount()
    {
        if (Take("*"))
            return (0, int.MaxValue);
        if (Take("+"))
            return (1, int.MaxValue);
        if (Take("?"))
            return (0, 1);
        if (IsAtEnd || pattern[at] != '{')
            return null;
        int end = pattern.IndexOf('}', at);
        string[] parts = end < 0 ? [] : pattern[(at + 1)..end].Split(',');
        if (parts.Length is not (1 or 2) || !TryNumber(parts[0], 0, out int least) || !TryNumber(parts[^1], int.MaxValue, out int most)
            || pattern[(at + 1)..end] is "" or "," || least > most)
            throw Fail("'{' must start a repetition such as {2}, {2,} or {2,5}; a brace itself is written \\{");
        at = end + 1;
        return (least, parts.Length == 1 ? least : most);
    }

    private bool TryNumber(string text, int absent, out int number)
    {
        number = absent;
        if (text.Length == 0)
            return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return false;
        return number <= LargestRepetition ? true : throw Fail($"a repetition of more than {LargestRepetition}");
    }

    private CodePointSet ParseClass()
    {
        if (++depth > DeepestNesting)
            throw Fail($"classes nest more than {DeepestNesting} deep");
        bool isNegated = Take("^");
        CodePointSet? left = null;
        CodePointSet set = ParseUnion(isFirst: true);
        while (Take("&&"))
        {
            left = left is null ? set : new CodePointSet(0, parts: [set], within: left);
            set = ParseUnion(isFirst: false);
        }

        if (!Take("]"))
            throw Fail("a class does not end");
        depth--;
        return new CodePointSet(0, parts: [set], within: left, isNegated: isNegated);
    }

    private CodePointSet ParseUnion(bool isFirst)
    {
        var ranges = new List<(int First, int Last)>();
        var parts = new List<CodePointSet>();
        for (; !IsAtEnd && (pattern[at] != ']' || isFirst) && !pattern.AsSpan(at).StartsWith("&&"); isFirst = false)
        {
            if (pattern.AsSpan(at).StartsWith("[:"))
                throw Fail("classes by POSIX names are not supported");
            if (Take("["))
            {
                parts.Add(ParseClass());
                continue;
            }

            if (ParseMember(out CodePointSet? shorthand) is not int first)
            {
                parts.Add(shorthand!);
                continue;
            }

            int last = first;
            if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
            {
                at++;
                last = ParseMember(out _) ?? throw Fail("a range ends in a class");
                if (last < first)
                    throw Fail("a range is in reverse order");
            }

            ranges.Add((first, last));
        }

        return new CodePointSet(0, ignoresCase ? CaseVariants.Widen(ranges) : ranges, parts);
    }

    private int? ParseMember(out CodePointSet? shorthand)
    {
        shorthand = null;
        if (!Take("\\"))
            return IsAtEnd ? throw Fail("a class does not end") : TakeCodePoint();
        shorthand = ParseSetEscape();
        return shorthand is not null ? null : pattern[at] == 'b' ? Skip('\b') : ParseEscape();
    }

    /// <summary>The set of an escape such as <c>\s</c>; null for the escape of one code point.</summary>
    private CodePointSet? ParseSetEscape()
    {
        if (IsAtEnd)
            throw Fail("the pattern ends in a backslash");
        char name = pattern[at];
        switch (name)
        {
            case 's' or 'S' or 'd' or 'D' or 'w' or 'W':
                at++;
                CodePointSet set = char.ToLowerInvariant(name) switch { 's' => CodePointSet.WhiteSpace, 'd' => CodePointSet.Digit, _ => CodePointSet.Word };
                return char.IsAsciiLetterUpper(name) ? set.Complement() : set;
            case 'p' or 'P':
                at++;
                return ParseProperty(name == 'P');
            default:
                return null;
        }
    }

    private CodePointSet ParseProperty(bool isNegated)
    {
        string name;
        if (Take("{"))
        {
            int end = pattern.IndexOf('}', at);
            if (end < 0)
                throw Fail("the name of a property does not end");
            isNegated ^= Take("^");
            name = pattern[at..end];
            at = end + 1;
        }
        else
        {
            name = IsAtEnd ? throw Fail("the name of a property is missing") : pattern[at++].ToString();
        }

        uint mask = CodePointSet.Mask(name.StartsWith("gc=", StringComparison.Ordinal) ? name[3..] : name);
        if (mask == 0)
            throw Fail($"the property '{name}' is not supported: only general categories are");
        uint cased = CodePointSet.Mask("LC");
        if (ignoresCase && (mask & cased) != 0)
            mask |= cased;
        return new CodePointSet(mask, isNegated: isNegated);
    }

    private int ParseEscape()
    {
        char name = pattern[at];
        return name switch
        {
            'n' => Skip('\n'),
            'r' => Skip('\r'),
            't' => Skip('\t'),
            'f' => Skip('\f'),
            'v' => Skip('\v'),
            'a' => Skip('\a'),
            'e' => Skip(0x1B),
            '0' => Skip(0),
            'x' => ParseHexadecimal(2),
            'u' => ParseHexadecimal(4),
            _ when char.IsAsciiLetterOrDigit(name) => throw Fail($"the escape '\\{name}' is not supported"),
            _ => TakeCodePoint(),
        };
    }

    private int Skip(int codePoint)
    {
        at++;
        return codePoint;
    }

    private int ParseHexadecimal(int digits)
    {
        at++;
        string text;
        if (Take("{"))
        {
            int end = pattern.IndexOf('}', at);
            text = end < 0 ? "" : pattern[at..end];
            at = end + 1;
        }
        else
        {
            text = pattern.Substring(at, Math.Min(digits, pattern.Length - at));
            at += text.Length;
            if (text.Length < digits)
                throw Fail("a code point in hexadecimal is not one");
        }

        return int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) && Rune.IsValid(value)
            ? value : throw Fail("a code point in hexadecimal is not one");
    }

    private int TakeCodePoint()
    {
        if (!Rune.TryGetRuneAt(pattern, at, out Rune rune))
            throw Fail("half of a surrogate pair");
        at += rune.Utf16SequenceLength;
        return rune.Value;
    }

    private CodePointSet Literal(int codePoint) => new(0, ignoresCase ? CaseVariants.Widen([(codePoint, codePoint)]) : [(codePoint, codePoint)]);

    private bool Take(string text)
    {
        if (!pattern.AsSpan(at).StartsWith(text))
            return false;
        at += text.Length;
        return true;
    }
}
