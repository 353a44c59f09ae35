namespace MathsIA.Gallery;

internal enum LegendMark
{
    Line,
    Dashes,
    Dot,
}

/// <summary>One entry of a figure's legend, which the page sets as text so that it wraps on a phone.</summary>
/// <param name="Label">Prose.</param>
/// <param name="Colour">A colour of the style sheet.</param>
/// <param name="Mark">How the plot draws it.</param>
internal sealed record LegendEntry(string Label, string Colour, LegendMark Mark);
