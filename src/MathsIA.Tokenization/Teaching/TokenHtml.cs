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
        :where(:root) { color-scheme: light dark; }
        .tokens { font: 15px/1.9 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
        .tokens span { border-radius: 3px; padding: 2px 0; }
        .tokens .k0 { background: light-dark(#cfe3ff, #1f3f66); } .tokens .k1 { background: light-dark(#d9f2d0, #27502a); }
        .tokens .k2 { background: light-dark(#ffe6c7, #5f4218); } .tokens .k3 { background: light-dark(#ecd9fb, #4a2f63); }
        .tokens .k4 { background: light-dark(#fff3b0, #57501a); } .tokens .k5 { background: light-dark(#ffd6dc, #642b35); }
        .tokens .many { text-decoration: underline dotted; }
        .tokens i { opacity: .45; font-style: normal; }
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
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        List<(int Id, Piece Place)> tokens = PlacedTokens.Of(tokenizer, bytes);
        var html = new StringBuilder("<div class=\"tokens\" dir=\"auto\">");
        int shown = 0;
        for (int i = 0, next; i < tokens.Count; i = next)
        {
            // Tokens that begin or end inside one character are shown together.
            int end = AfterCharacter(bytes, tokens[i].Place.End);
            for (next = i + 1; next < tokens.Count && (tokens[next].Place.Start < end || tokens[next].Place.Length == 0); next++)
                end = Math.Max(end, AfterCharacter(bytes, tokens[next].Place.End));
            int start = Math.Max(shown, tokens[i].Place.Start);
            AppendText(html, bytes.AsSpan(shown..start));
            shown = Math.Max(start, end);
            string ids = string.Join(", ", tokens[i..next].Select(token => token.Id.ToString(CultureInfo.InvariantCulture)));
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"k{i % Colours}{(next - i > 1 ? " many" : "")}\" title=\"{ids}\">");
            AppendText(html, bytes.AsSpan(start..shown));
            html.Append("</span>");
        }

        AppendText(html, bytes.AsSpan(shown));
        return html.Append("</div>").ToString();
    }

    private static int AfterCharacter(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && (text[at] & 0xC0) == 0x80)
            at++;
        return at;
    }

    private static void AppendText(StringBuilder html, ReadOnlySpan<byte> text)
    {
        foreach (Rune rune in Encoding.UTF8.GetString(text).EnumerateRunes())
        {
            if (rune.Value == '\n')
                html.Append("<i>\u21b5</i>\n");
            else if (rune.Value == ' ')
                html.Append("<i>\u00b7</i><wbr/>");
            else if (Rune.IsControl(rune))
                html.Append(CultureInfo.InvariantCulture, $"<i>U+{rune.Value:X4}</i>");
            else
                html.Append(WebUtility.HtmlEncode(rune.ToString()));
        }
    }
}
