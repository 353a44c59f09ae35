using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MathsIA.Gallery.Tests;

public sealed partial class PageTests(QuickGallery gallery)
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => ["index.html", "lecture1.html", "lecture8.html"];

    [Fact]
    public void Every_lecture_has_its_page_and_the_index_leads_to_it()
    {
        string index = gallery.Read("index.html");
        foreach (Page page in gallery.Pages)
        {
            Assert.True(File.Exists(Path.Combine(gallery.Folder, page.FileName)));
            Assert.Contains($"href=\"{page.FileName}\"", index, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_lecture_reports_as_many_steps_as_it_says() =>
        Assert.Equal(Catalogue.Lectures.Sum(lecture => lecture.Steps), gallery.Steps.Count);

    [Theory, MemberData(nameof(Names))]
    public void Pages_are_well_formed(string name) => Assert.NotEmpty(Main(name).Elements());

    [Theory, MemberData(nameof(Names))]
    public void Names_within_a_page_are_unique_and_every_link_inside_it_leads_somewhere(string name)
    {
        XElement main = Main(name);
        string[] ids = [.. main.Descendants().Select(element => (string?)element.Attribute("id")).OfType<string>()];
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        foreach (Match match in InnerLink().Matches(main.ToString()))
            Assert.Contains(match.Groups["target"].Value, ids, StringComparer.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void Pages_need_nothing_from_outside(string name)
    {
        string html = gallery.Read(name);
        foreach (Match match in Reference().Matches(html))
        {
            string target = match.Groups["target"].Value;
            Assert.True(target.StartsWith('#') || target.StartsWith("data:", StringComparison.Ordinal) || File.Exists(Path.Combine(gallery.Folder, target)), target);
        }

        Assert.DoesNotContain("<link", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("url\\((?!#)", html);
    }

    [Fact]
    public void Every_figure_has_plots_a_caption_and_its_code()
    {
        XElement[] figures = [.. Main("lecture1.html").Elements("figure")];
        Assert.True(figures.Length >= 9, $"{figures.Length} figures");
        Assert.All(figures, figure =>
        {
            Assert.NotEmpty(figure.Descendants(Svg + "svg"));
            Assert.All(figure.Descendants(Svg + "svg"), svg => Assert.True(svg.Descendants().Count() > 3));
            Assert.NotEmpty(figure.Element("figcaption")!.Value);
            Assert.Contains("new", figure.Descendants("code").Last().Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Plots_take_their_colours_from_the_theme()
    {
        string html = gallery.Read("lecture1.html");
        // The renderer's stand-ins are all replaced, and each colour used is defined.
        Assert.DoesNotMatch("#F12[34][0-9A-F]{2}", html);
        foreach (Match match in Variable().Matches(html))
            Assert.Contains($"--{match.Groups["target"].Value}:", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_measured_rate_is_the_predicted_one()
    {
        double[] rates = [.. Value("rate per iteration, measured and predicted").Split(", ").Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        Assert.Equal(rates[1], rates[0], 1e-4);
    }

    [Fact]
    public void The_headlines_are_what_the_lecture_is_about()
    {
        Assert.True(Number("relative test error, best ridge") <= Number("relative test error, least squares"));
        Assert.True(Number("primal against dual ridge formula, relative (should be 0)") < 1e-12);
        Assert.InRange(double.Parse(Value("accuracy on test digits").TrimEnd('%'), CultureInfo.InvariantCulture), 92, 100);
        double Excess(string method) => gallery.Pages[0].Headlines.Where(line => line.Name.EndsWith(", " + method, StringComparison.Ordinal)).Select(line => double.Parse(line.Value, CultureInfo.InvariantCulture)).Single();
        Assert.True(Excess("SAG") < Excess("averaged") && Excess("averaged") < Excess("stochastic") && Excess("stochastic") < Excess("batch gradient"));
    }

    private string Value(string name) => gallery.Pages[0].Headlines.Single(line => string.Equals(line.Name, name, StringComparison.Ordinal)).Value;

    private double Number(string name) => double.Parse(Value(name), CultureInfo.InvariantCulture);

    private XElement Main(string name)
    {
        string html = gallery.Read(name);
        int start = html.IndexOf("<main>", StringComparison.Ordinal), end = html.IndexOf("</main>", StringComparison.Ordinal);
        return XElement.Parse(html[start..(end + "</main>".Length)]);
    }

    [GeneratedRegex("(src|href)=\"(?<target>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Reference();

    [GeneratedRegex("href=\"#(?<target>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex InnerLink();

    [GeneratedRegex(@"var\(--(?<target>[a-z]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Variable();
}
