namespace MathsIA.Gallery;

internal enum LegendMark
{
    Line,
    Dashes,
    Dot,
}

/// <summary>One entry of a figure's legend, which the page sets as text so that it wraps on a phone.</summary>
internal sealed record LegendEntry(string Label, Ink Ink, LegendMark Mark);
