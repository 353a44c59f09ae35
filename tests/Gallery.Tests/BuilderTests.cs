namespace MathsIA.Gallery.Tests;

/// <summary>The parts that pages are built from.</summary>
public sealed class BuilderTests
{
    [Theory]
    [InlineData("x_k", "<msub><mi>x</mi><mi>k</mi></msub>")]
    [InlineData("x^2", "<msup><mi>x</mi><mn>2</mn></msup>")]
    [InlineData("\\frac{1}{n}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mi>n</mi></mrow></mfrac>")]
    [InlineData("\\sum_{i}^{n}", "<munderover><mo>∑</mo><mrow><mi>i</mi></mrow><mrow><mi>n</mi></mrow></munderover>")]
    [InlineData("0.05", "<mn>0.05</mn>")]
    [InlineData("a < b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>")]
    public void Formulas_become_mathml(string tex, string expected) =>
        Assert.Equal($"<math><mrow>{expected}</mrow></math>", Formula.Inline(tex));

    [Theory]
    [InlineData("\\nonsense")]
    [InlineData("\\frac{1}")]
    [InlineData("{x")]
    public void Wrong_formulas_are_refused(string tex) => Assert.Throws<FormatException>(() => Formula.Inline(tex));

    [Fact]
    public void Prose_escapes_and_marks() =>
        Assert.Equal("a &lt; b, <em>so</em> <code>x&lt;T&gt;</code>", Prose.ToHtml("a < b, *so* `x<T>`"));

    [Fact]
    public void Code_is_coloured_and_escaped()
    {
        string html = SourceCode.ToHtml("var x = new List<int>(); // a < b");
        Assert.Contains("<span class=\"k\">var</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"t\">List</span>&lt;<span class=\"k\">int</span>&gt;", html, StringComparison.Ordinal);
        Assert.EndsWith("<span class=\"c\">// a &lt; b</span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_comes_without_its_indentation()
    {
        string code = SourceCode.Region("Stochastic.cs", "race");
        Assert.StartsWith("DataSet tumours", code, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => SourceCode.Region("Stochastic.cs", "none"));
        Assert.Throws<FileNotFoundException>(() => SourceCode.Region("None.cs", "race"));
    }

    [Fact]
    public void Arguments_are_read_and_mistakes_named()
    {
        (GalleryOptions? options, _) = GalleryOptions.Parse(["1", "--quick", "--output", "there"]);
        Assert.Equal([1], options!.Lectures);
        Assert.True(options.Quick);
        Assert.Equal("there", options.Output);
        Assert.Contains("\"99\"", GalleryOptions.Parse(["99"]).Error, StringComparison.Ordinal);
        Assert.Contains("\"--output\"", GalleryOptions.Parse(["--output"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_sets_are_whole()
    {
        Assert.Equal(new Shape(442, 10), DataSets.Diabetes().Features.Shape);
        Assert.Equal(new Shape(442), DataSets.Diabetes().Targets.Shape);
        Assert.Equal(new Shape(1797, 64), DataSets.Digits().Features.Shape);
        Assert.Equal(new Shape(569, 30), DataSets.BreastCancer().Features.Shape);
        Assert.Equal(357, DataSets.BreastCancer().Targets.Sum());
        Assert.Equal(new Shape(512, 512), MathsIA.Data.Png.ReadAs<double>(Path.Combine(AppContext.BaseDirectory, "data", "camera.png")).Shape);
    }
}
