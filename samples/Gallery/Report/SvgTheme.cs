using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MathsIA.Gallery;

/// <summary>Makes a rendered SVG part of a page: colours from the theme, text in the page's font, names of its own, no more digits
/// than a screen shows.</summary>
internal static partial class SvgTheme
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg", Link = "http://www.w3.org/1999/xlink";

    public static string Apply(string source, string id, int width, int height)
    {
        XElement root = XDocument.Parse(source).Root!;
        root.Attribute("width")?.Remove();
        root.Attribute("height")?.Remove();
        root.SetAttributeValue("viewBox", $"0 0 {width} {height}");
        foreach (XElement element in root.Descendants().ToList())
        {
            Recolour(element, "fill");
            Recolour(element, "stroke");
            element.Attribute("stroke-miterlimit")?.Remove();
            if (element.Name == Svg + "text")
                SetText(element);
            if (element.Attribute("d") is { } path)
                path.Value = Decimals().Replace(path.Value, match => double.Parse(match.Value, CultureInfo.InvariantCulture).ToString("0.#", CultureInfo.InvariantCulture));
            OwnNames(element, id);
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    private static void Recolour(XElement element, string attribute)
    {
        if (element.Attribute(attribute) is not { } colour || !InkCode.TryRead(colour.Value, out Ink ink, out bool dashed))
            return;
        colour.Value = InkCode.Style(ink);
        if (dashed)
            element.SetAttributeValue("stroke-dasharray", "5 4");
    }

    /// <summary>The renderer places each glyph for its own font; the page's font gets one anchor instead.</summary>
    private static void SetText(XElement text)
    {
        double[] x = Numbers(text, "x"), y = Numbers(text, "y");
        text.Value = text.Value.Trim();
        text.Attribute("font-family")?.Remove();
        text.Attribute("font-weight")?.Remove();
        if (x.Length == 0)
            return;
        double advance = x.Length > 1 ? (x[^1] - x[0]) / (x.Length - 1) : 2 * Math.Abs(x[0]), end = x[^1] + advance;
        bool atStart = Math.Abs(x[0]) < 1, atEnd = Math.Abs(end) < Math.Max(3, 0.5 * advance);
        text.SetAttributeValue("text-anchor", atStart ? "start" : atEnd ? "end" : "middle");
        text.SetAttributeValue("x", "0");
        text.SetAttributeValue("y", (y.Length > 0 ? y[0] : 0).ToString("0.#", CultureInfo.InvariantCulture));
    }

    private static double[] Numbers(XElement element, string attribute) =>
        [.. ((string?)element.Attribute(attribute) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    private static void OwnNames(XElement element, string id)
    {
        if (element.Attribute("id") is { } name)
            name.Value = $"{id}-{name.Value}";
        if (element.Attribute("clip-path") is { } clip)
            clip.Value = clip.Value.Replace("url(#", $"url(#{id}-", StringComparison.Ordinal);
        if (element.Attribute(Link + "href") is { } link && link.Value.StartsWith('#'))
            link.Value = $"#{id}-{link.Value[1..]}";
    }

    [GeneratedRegex(@"-?\d+\.\d+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Decimals();
}
