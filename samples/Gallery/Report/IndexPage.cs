using System.Text;

namespace MathsIA.Gallery;

/// <summary>The page that leads to the lectures.</summary>
internal static class IndexPage
{
    public const string FileName = "index.html";

    public static string ToHtml(IReadOnlyList<Page> pages, string machine)
    {
        var main = new StringBuilder("<h1>The mathematics of machine learning, in C#</h1><p class=\"lead\">Each page runs a lecture on real data with MathsIA. Every number and every plot was computed while the page was written.</p>");
        foreach (Page page in pages)
        {
            main.Append("<section class=\"card\"><h2><a href=\"").Append(page.FileName).Append("\">").Append(Prose.ToHtml(page.Title)).Append("</a></h2><p>")
                .Append(Prose.ToHtml(page.Subtitle)).Append("</p>").Append(Page.HeadlineTable(page.Headlines)).Append("</section>");
        }

        main.Append("<p class=\"small\">").Append(Prose.ToHtml(machine)).Append("</p>");
        return Shell.Wrap("MathsIA gallery", main.ToString());
    }
}
