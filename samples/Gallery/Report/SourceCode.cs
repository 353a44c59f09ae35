using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MathsIA.Gallery;

/// <summary>The gallery's own source, which is embedded in it: the code beside a figure is the code that drew it.</summary>
internal static partial class SourceCode
{
    /// <summary>The text between <c>#region name</c> and its end, without the common indentation.</summary>
    public static string Region(string file, string name)
    {
        using Stream stream = typeof(SourceCode).Assembly.GetManifestResourceStream(file)
            ?? throw new FileNotFoundException($"The source {file} is not embedded.", file);
        using var reader = new StreamReader(stream);
        string[] lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        int start = Array.FindIndex(lines, line => string.Equals(line.Trim(), $"#region {name}", StringComparison.Ordinal));
        int end = start < 0 ? -1 : Array.FindIndex(lines, start, line => line.Trim() is "#endregion");
        if (end < 0)
            throw new InvalidOperationException($"{file} has no region {name}.");
        string[] body = lines[(start + 1)..end];
        int indent = body.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', body.Select(line => line.Length >= indent ? line[indent..] : "")).Trim('\n');
    }

    /// <summary>C# as HTML, with keywords, types, strings, numbers and comments marked.</summary>
    public static string ToHtml(string code)
    {
        var html = new StringBuilder();
        int at = 0;
        foreach (Match token in Tokens().Matches(code))
        {
            html.Append(WebUtility.HtmlEncode(code[at..token.Index]));
            string kind = token.Groups.Values.Skip(1).First(group => group.Success).Name;
            html.Append("<span class=\"").Append(kind).Append("\">").Append(WebUtility.HtmlEncode(token.Value)).Append("</span>");
            at = token.Index + token.Length;
        }

        return html.Append(WebUtility.HtmlEncode(code[at..])).ToString();
    }

    [GeneratedRegex("""(?<c>//[^\n]*)|(?<s>\$?@?"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])')|(?<n>\b\d[\d_.]*(?:e-?\d+)?[fd]?\b)|(?<k>\b(?:new|var|for|foreach|in|if|else|return|double|float|int|bool|string|true|false|null|using|static|private|public|with|is|not|and|or|while|readonly|params|ref|out|this|required|switch)\b)|(?<t>\b[A-Z][A-Za-z0-9]+(?=[<>.\s({\[]))""", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Tokens();
}
