using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MathsIA.Gallery.Tests;

public sealed partial class PageTests(QuickGallery gallery)
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => ["index.html", .. Lectures];

    /// <summary>The pages and the figures each has at least.</summary>
    public static TheoryData<string, int> Figures => new() { { "lecture1.html", 9 }, { "lecture2.html", 6 }, { "lecture3.html", 7 }, { "lecture6.html", 7 }, { "lecture10.html", 9 } };

    public static string[] Lectures => ["lecture1.html", "lecture2.html", "lecture3.html", "lecture6.html", "lecture8.html", "lecture10.html"];

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

    [Theory, MemberData(nameof(Figures))]
    public void Every_figure_has_plots_a_caption_and_its_code(string name, int least)
    {
        XElement[] figures = [.. Main(name).Elements("figure")];
        Assert.True(figures.Length >= least, $"{figures.Length} figures");
        Assert.All(figures, figure =>
        {
            Assert.NotEmpty(figure.Descendants(Svg + "svg"));
            Assert.All(figure.Descendants(Svg + "svg"), svg => Assert.True(svg.Descendants().Count() > 3));
            Assert.NotEmpty(figure.Element("figcaption")!.Value);
            Assert.Contains("new", figure.Descendants("code").Last().Value, StringComparison.Ordinal);
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void Plots_take_their_colours_from_the_theme(string name)
    {
        string html = gallery.Read(name);
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

    [Fact]
    public void Lecture_2_stays_within_its_theorems()
    {
        Assert.InRange(Number("ISTA: largest excess over its bound (at most 1)", 2), 0, 1);
        Assert.InRange(Number("FISTA: largest excess over its bound (at most 1)", 2), 0, 1);
        Assert.InRange(Number("largest excess on the central path over m/t (at most 1)", 2), 0.5, 1);
        Assert.InRange(Number("primal minus dual value at the solution (should be 0)", 2), 0, 1e-8);
        int[] steps = [.. Value("steps to a thousandth of the first excess, ISTA and FISTA", 2).Split(", ").Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        Assert.True(steps[1] > 0 && 2 * steps[1] < steps[0]);
        Assert.InRange(Percent("relative test error, best Lasso", 2), 60, 72);
        Assert.InRange(Percent("relative test error, best ridge", 2), 60, 72);
    }

    [Fact]
    public void Lecture_3_recovers_what_can_be_recovered()
    {
        double[] easy = Numbers("17 non-zeros: norm of the answer, relative distance to the truth"), hard = Numbers("31 non-zeros: norm of the answer, relative distance to the truth");
        Assert.Equal(17, easy[0], 1e-6);
        Assert.InRange(easy[1], 0, 1e-8);
        Assert.InRange(hard[0], 0, 31);
        Assert.InRange(hard[1], 0.1, 2);
        Assert.InRange(Number("17 non-zeros: certified gap", 3), 0, 1e-6);
        double[] noise = Decibels("denoising: signal-to-noise ratio before and after"), blur = Decibels("sharpening: signal-to-noise ratio before and after");
        Assert.True(noise[1] > noise[0] + 4 && blur[1] > blur[0] + 3);
        Assert.InRange(Decibels("filling in 70 % of the pixels: signal-to-noise ratio")[0], 22, 40);
        double[] certified = Numbers("most non-zeros certified in all trials: Fuchs, exact, weak");
        Assert.True(certified[0] >= certified[1] && certified[1] >= certified[2]);
        double[] cells = [.. Value("cells away from the curve that go the way theory says", 3).Split(" of ").Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        Assert.True(cells[0] >= 0.95 * cells[1]);

        double[] Numbers(string name) => [.. Value(name, 3).Split(", ").Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        double[] Decibels(string name) => [.. Value(name, 3).Split(", ").Select(number => double.Parse(number.Replace(" dB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))];
    }

    [Fact]
    public void Lecture_6_differentiates_what_it_says()
    {
        foreach (string zero in new[]
        {
            "forward against reverse (should be 0)", "derivatives of order 0 to 6 against the course's (should be 0)", "Hessian of Rosenbrock against its formula (should be 0)",
            "tape against hand-written backpropagation, half-moons (should be 0)", "tape against the formula of the gradient, regression (should be 0)",
            "discrete adjoint against the gradient through all steps (should be 0)", "adjoint state by hand against the tape, relative (should be 0)",
            "entries of the gradient that differ from the plain tape's (should be 0)",
        })
            Assert.InRange(Number(zero, 6), 0, 1e-9);
        Assert.InRange(Number("continuous adjoint against the gradient through all steps, relative", 6), 0, 1e-4);
        double[] errors = [.. Value("largest error of a rate: guessed, found", 6).Split(", ").Select(number => double.Parse(number.TrimEnd('%', ' '), CultureInfo.InvariantCulture))];
        Assert.True(errors[1] < 10 && errors[1] < errors[0] / 3);
        Assert.InRange(Percent("relative error of the source found", 6), 0, 30);
        Assert.InRange(Number("misfit of the readings in units of the noise (near 1)", 6), 0.8, 1.1);
        double[] objectives = [.. Value("objective after gradient descent, after BFGS", 6).Split(", ").Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        Assert.True(objectives[1] < objectives[0] / 10);
        Assert.InRange(Percent("points told apart by the deepest network", 6), 75, 100);
    }

    [Fact]
    public void Lecture_10_proves_what_it_says()
    {
        Assert.InRange(Numbers("cost of the coupling, and how far it can be from optimal")[1], 0, 1e-10);
        Assert.InRange(Numbers("pairs that exchange mass (at most 139), pivots")[0], 80, 139);
        Assert.Equal(0.5, Number("distance left half way, as a share of the whole", 10), 1e-6);
        Assert.InRange(Number("assignment against the simplex method (should be 0)", 10), 0, 1e-10);
        double exact = Number("exact cost", 10);
        foreach (string epsilon in new[] { "0.1", "0.01", "0.001" })
        {
            double[] bounds = Numbers($"ε = {epsilon}: cost of the plan, lower and upper bound of the exact cost");
            Assert.True(bounds[1] <= exact && exact <= bounds[2], $"{bounds[1]} to {bounds[2]} does not hold {exact}");
        }

        double[] sweeps = Numbers("ε = 0.005: sweeps to 1e-9, plain, over-relaxed, Newton");
        Assert.True(sweeps[2] < sweeps[1] && sweeps[1] < sweeps[0]);
        double[] line = Numbers("bounds of it from the entropic plan");
        Assert.InRange(Number("squared distance, by sorting", 10), line[0], line[1]);
        double[] peaks = Numbers("pixels with half the peak's mass or more, in the middle: entropic, debiased");
        Assert.True(peaks[1] < peaks[0]);
        double[] relaxed = Numbers("relative entropy: mass moved at ρ = 0.05, 0.5, 5"), varied = Numbers("total variation: mass moved at ρ = 0.05, 0.5, 5");
        Assert.True(relaxed[0] < relaxed[1] && relaxed[1] < relaxed[2]);
        Assert.Equal(0.95, varied[2], 1e-3);
        double[] colours = Numbers("squared distance of colours: before, affine map, entropic map");
        Assert.True(colours[1] < 0.3 * colours[0] && colours[2] < colours[1]);
        Assert.InRange(Numbers("equal masses: error, Newton steps")[0], 0, 1e-10);
        Assert.InRange(Numbers("cost of the map, less its dual value")[1], 0, 1e-10);
        double[] energy = Numbers("quantization: mean squared distance at the start and in the end"), fit = Numbers("fit: distance of the means, relative distance of the covariances");
        Assert.True(energy[1] < 0.7 * energy[0]);
        Assert.InRange(fit[0], 0, 0.01);
        Assert.InRange(fit[1], 0, 0.15);
        double[] flow = Numbers("action of the flow, exact cost of the static problem");
        Assert.InRange(flow[0] / flow[1], 0.9, 1.1);
        Assert.InRange(Numbers("iterations, residual, largest defect of the continuity equation")[2], 0, 1e-10);

        double[] Numbers(string name) => [.. Value(name, 10).Split(", ").Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    private string Value(string name, int lecture = 1) => gallery.Pages.Single(page => string.Equals(page.FileName, $"lecture{lecture}.html", StringComparison.Ordinal)).Headlines.Single(line => string.Equals(line.Name, name, StringComparison.Ordinal)).Value;

    private double Number(string name, int lecture = 1) => double.Parse(Value(name, lecture), CultureInfo.InvariantCulture);

    private double Percent(string name, int lecture) => double.Parse(Value(name, lecture).TrimEnd('%', ' '), CultureInfo.InvariantCulture);

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
