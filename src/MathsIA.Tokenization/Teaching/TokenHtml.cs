using System.Globalization;
using System.Net;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Colours the tokens of a text: a fragment of HTML that stands by itself, in light and dark.</summary>
/// <remarks>Everything that comes from the text is escaped. A character that several tokens share is shown once, with all their
/// ids; spaces and line ends are made visible. Colours follow each other so that neighbours differ.</remarks>
public static class TokenHtml
{
    private const int Colours = 6;

    /// <summary>What the fragment looks like. It comes with every fragment of <see cref="Render"/>, and may come once for many of
    /// <see cref="RenderBody"/>.</summary>
    public const string Style = """
        <style>
        .tokens { font: 15px/1.9 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; color: #1c1c1c; }
        .tokens span { border-radius: 3px; padding: 2px 0; }
        .tokens .k0 { background: #cfe3ff; } .tokens .k1 { background: #d9f2d0; } .tokens .k2 { background: #ffe6c7; }
        .tokens .k3 { background: #ecd9fb; } .tokens .k4 { background: #fff3b0; } .tokens .k5 { background: #ffd6dc; }
        .tokens .many { text-decoration: underline dotted; }
        .tokens .mark { opacity: .45; }
        @media (prefers-color-scheme: dark) {
        .tokens { color: #eee; }
        .tokens .k0 { background: #1f3f66; } .tokens .k1 { background: #27502a; } .tokens .k2 { background: #5f4218; }
        .tokens .k3 { background: #4a2f63; } .tokens .k4 { background: #57501a; } .tokens .k5 { background: #642b35; }
        }
        </style>
        """;

    /// <summary>The tokens of a text in colours, with the style they need.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="text">The text; special tokens in it are text.</param>
    /// <returns>The fragment.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static string Render(Tokenizer tokenizer, string text) => Style + "\n" + RenderBody(tokenizer, text);

    /// <summary>The tokens of a text in colours, without the style.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="text">The text; special tokens in it are text.</param>
    /// <returns>The fragment.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static string RenderBody(Tokenizer tokenizer, string text)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(text);
        var html = new StringBuilder("<div class=\"tokens\" dir=\"auto\">");
        IReadOnlyList<Token> tokens = tokenizer.EncodeToTokens(text, SpecialTokenPolicy.AsText);
        int shown = 0;
        for (int i = 0, next; i < tokens.Count; i = next)
        {
            // Tokens that begin or end inside one character are shown together.
            int end = tokens[i].CharEnd;
            for (next = i + 1; next < tokens.Count && tokens[next].CharStart < end; next++)
                end = Math.Max(end, tokens[next].CharEnd);
            if (tokens[i].CharStart > shown)
                AppendText(html, text[shown..tokens[i].CharStart]);
            AppendTokens(html, tokens, i, next, text[Math.Max(shown, tokens[i].CharStart)..Math.Max(shown, end)]);
            shown = Math.Max(shown, end);
        }

        AppendText(html, text[shown..]);
        return html.Append("</div>").ToString();
    }

    private static void AppendTokens(StringBuilder html, IReadOnlyList<Token> tokens, int from, int to, string text)
    {
        string ids = string.Join(", ", tokens.Skip(from).Take(to - from).Select(token => token.Id.ToString(CultureInfo.InvariantCulture)));
        html.Append(CultureInfo.InvariantCulture, $"<span class=\"k{from % Colours}{(to - from > 1 ? " many" : "")}\" title=\"{ids}\">");
        AppendText(html, text);
        html.Append("</span>");
    }

    private static void AppendText(StringBuilder html, string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
                html.Append("<i class=\"mark\">\u21b5</i>\n");
            else if (rune.Value == ' ')
                html.Append("<i class=\"mark\">\u00b7</i><wbr>");
            else if (Rune.IsControl(rune))
                html.Append(CultureInfo.InvariantCulture, $"<i class=\"mark\">U+{rune.Value:X4}</i>");
            else
                html.Append(WebUtility.HtmlEncode(rune.ToString()));
        }
    }
}
