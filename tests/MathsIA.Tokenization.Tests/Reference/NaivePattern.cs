using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MathsIA.Tokenization.Tests.Reference;

/// <summary>The published regular expressions run by .NET's engine, made to see code points: every astral character is replaced by one of the
/// Basic Multilingual Plane with the same general category, so that one char is one code point.</summary>
/// <remarks>(?i:'s) folds by Unicode's simple case folding, where the long s is an s; .NET's engine does not know that, so the fold is written out.</remarks>
internal sealed class NaivePattern(string expression)
{
    private readonly Regex _regex = new(expression.Replace(@"(?i:'s|'t|'re|'ve|'m|'ll|'d)", @"(?:'[sS\u017F]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])", StringComparison.Ordinal),
        RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));

    /// <summary>The pieces of a text, which is all valid.</summary>
    public List<string> Split(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        string stand = string.Concat(runes.Select(StandIn));
        var pieces = new List<string>();
        int at = 0;
        foreach (Match match in _regex.Matches(stand))
        {
            if (match.Index != at)
                throw new InvalidOperationException("The pattern skipped a character.");
            pieces.Add(string.Concat(runes.AsSpan(at, match.Length).ToArray().Select(rune => rune.ToString())));
            at += match.Length;
        }

        return at == runes.Length ? pieces : throw new InvalidOperationException("The pattern skipped the end.");
    }

    private static char StandIn(Rune rune) => rune.IsBmp ? (char)rune.Value : Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter => 'Ж',
        UnicodeCategory.TitlecaseLetter => '\u01C5',
        UnicodeCategory.LowercaseLetter => 'ж',
        UnicodeCategory.ModifierLetter => '\u02B0',
        UnicodeCategory.OtherLetter => '中',
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => '\u0301',
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => '\u0663',
        _ => '€',
    };
}
