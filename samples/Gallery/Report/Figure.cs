using System.Net;
using System.Text;

namespace MathsIA.Gallery;

/// <summary>One or more plots with a caption, a legend and the code that made them.</summary>
internal sealed class Figure
{
    /// <summary>What the figure shows and what to see in it, as prose.</summary>
    public required string Caption { get; init; }

    public required IReadOnlyList<Chart> Charts { get; init; }

    /// <summary>The C# that made the figure.</summary>
    public required string Code { get; init; }

    public string ToHtml(string id)
    {
        var html = new StringBuilder();
        html.Append("<figure id=\"").Append(id).Append('"').Append(Charts.Count == 1 ? " class=\"single\"" : "").Append("><div class=\"charts\">");
        for (int i = 0; i < Charts.Count; i++)
        {
            Chart chart = Charts[i];
            html.Append("<div class=\"chart\">");
            if (chart.Title is { } title)
                html.Append("<p class=\"title\">").Append(Prose.ToHtml(title)).Append("</p>");
            html.Append("<div class=\"plot\" role=\"img\" aria-label=\"").Append(WebUtility.HtmlEncode(Prose.ToPlain(chart.Title ?? Caption))).Append("\">").Append(chart.Render($"{id}-{i}")).Append("</div>");
            AppendLegend(html, chart.Legend);
            html.Append("</div>");
        }

        html.Append("</div><figcaption>").Append(Prose.ToHtml(Caption)).Append("</figcaption>");
        html.Append("<details><summary>The C# behind this figure</summary><pre tabindex=\"0\"><code>").Append(SourceCode.ToHtml(Code)).Append("</code></pre></details></figure>");
        return html.ToString();
    }

    private static void AppendLegend(StringBuilder html, IReadOnlyList<LegendEntry> entries)
    {
        if (entries.Count == 0)
            return;
        html.Append("<ul class=\"legend\">");
        foreach (LegendEntry entry in entries)
            html.Append("<li class=\"").Append(entry.Mark.ToString().ToLowerInvariant()).Append("\" style=\"--ink:").Append(entry.Colour).Append("\">").Append(Prose.ToHtml(entry.Label)).Append("</li>");
        html.Append("</ul>");
    }
}
