using System.Net;
using System.Text.RegularExpressions;

namespace MathsIA.Gallery;

/// <summary>Plain text to HTML: <c>$math$</c>, <c>`code`</c>, <c>*emphasis*</c>.</summary>
internal static partial class Prose
{
    public static string ToHtml(string text) => Marks().Replace(text, match => match.Value[0] switch
    {
        '$' => Formula.Inline(match.Value[1..^1]),
        '`' => $"<code>{WebUtility.HtmlEncode(match.Value[1..^1])}</code>",
        '*' => $"<em>{WebUtility.HtmlEncode(match.Value[1..^1])}</em>",
        _ => WebUtility.HtmlEncode(match.Value),
    });

    /// <summary>The text without its marks, for places where only text fits.</summary>
    public static string ToPlain(string text) => text.Replace("$", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\$[^$]+\$|`[^`]+`|\*[^*\s][^*]*\*|[<>&""]", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Marks();
}
