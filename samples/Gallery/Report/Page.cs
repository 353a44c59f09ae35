using System.Net;
using System.Text;

namespace MathsIA.Gallery;

/// <summary>One self-contained page: prose, formulas, figures, headline numbers.</summary>
internal sealed class Page(string fileName, string title, string subtitle)
{
    private readonly StringBuilder _body = new();
    private readonly List<(string Id, string Title)> _sections = [];
    private int _figures;

    public string FileName { get; } = fileName;

    public string Title { get; } = title;

    public string Subtitle { get; } = subtitle;

    public List<Headline> Headlines { get; } = [];

    public Page Section(string heading)
    {
        string id = $"s{_sections.Count + 1}";
        _sections.Add((id, heading));
        _body.Append("<h2 id=\"").Append(id).Append("\">").Append(Prose.ToHtml(heading)).Append("</h2>");
        return this;
    }

    public Page Text(string prose)
    {
        _body.Append("<p>").Append(Prose.ToHtml(prose)).Append("</p>");
        return this;
    }

    /// <summary>Displayed formulas, one below the other.</summary>
    public Page Math(params ReadOnlySpan<string> formulas)
    {
        foreach (string tex in formulas)
            _body.Append("<div class=\"formula\">").Append(Formula.Display(tex)).Append("</div>");
        return this;
    }

    /// <param name="file">The source file that made it.</param>
    /// <param name="regions">The names of its regions to show, with commas between.</param>
    /// <param name="caption">What to see, as prose.</param>
    /// <param name="charts">The plots.</param>
    public Page Figure(string file, string regions, string caption, params Chart[] charts)
    {
        var figure = new Figure { Caption = caption, Charts = charts, Code = string.Join("\n\n", regions.Split(',').Select(region => SourceCode.Region(file, region))) };
        _body.Append(figure.ToHtml($"f{++_figures}"));
        foreach (Chart chart in charts)
            chart.Dispose();
        return this;
    }

    /// <summary>The tokens of some texts in colours, each with a line about it.</summary>
    public Page Tokens(MathsIA.Tokenization.Tokenizer tokenizer, params IEnumerable<string> texts)
    {
        foreach (string text in texts)
            _body.Append("<div class=\"coloured\">").Append(MathsIA.Tokenization.TokenHtml.RenderBody(tokenizer, text)).Append("<p class=\"small\">").Append(Prose.ToHtml($"{tokenizer.Name}: {tokenizer.Count(text)} tokens")).Append("</p></div>");
        return this;
    }

    public Page Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        _body.Append("<div class=\"table\"><table><thead><tr>");
        foreach (string head in heads)
            _body.Append("<th>").Append(Prose.ToHtml(head)).Append("</th>");
        _body.Append("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in rows)
        {
            _body.Append("<tr>");
            foreach (string cell in row)
                _body.Append("<td>").Append(Prose.ToHtml(cell)).Append("</td>");
            _body.Append("</tr>");
        }

        _body.Append("</tbody></table></div>");
        return this;
    }

    public Page Headline(string topic, string name, string value)
    {
        Headlines.Add(new Headline(topic, name, value));
        return this;
    }

    public string ToHtml()
    {
        var main = new StringBuilder();
        main.Append("<p class=\"crumb\"><a href=\"index.html\">Gallery</a></p>");
        main.Append("<h1>").Append(Prose.ToHtml(Title)).Append("</h1><p class=\"lead\">").Append(Prose.ToHtml(Subtitle)).Append("</p>");
        main.Append("<nav aria-label=\"Sections\"><ol>");
        foreach ((string id, string heading) in _sections)
            main.Append("<li><a href=\"#").Append(id).Append("\">").Append(Prose.ToHtml(heading)).Append("</a></li>");
        main.Append("</ol></nav>").Append(HeadlineTable(Headlines)).Append(_body);
        return Shell.Wrap(WebUtility.HtmlEncode(Prose.ToPlain(Title)), main.ToString());
    }

    public static string HeadlineTable(IReadOnlyList<Headline> headlines)
    {
        var html = new StringBuilder("<div class=\"table headlines\"><table><tbody>");
        string? topic = null;
        foreach (Headline headline in headlines)
        {
            if (!string.Equals(headline.Topic, topic, StringComparison.Ordinal))
                html.Append("<tr><th colspan=\"2\" scope=\"rowgroup\">").Append(Prose.ToHtml(headline.Topic)).Append("</th></tr>");
            topic = headline.Topic;
            html.Append("<tr><td>").Append(Prose.ToHtml(headline.Name)).Append("</td><td>").Append(Prose.ToHtml(headline.Value)).Append("</td></tr>");
        }

        return html.Append("</tbody></table></div>").ToString();
    }
}
