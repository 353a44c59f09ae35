namespace MathsIA.Gallery;

/// <summary>The colours of the pages. Each has a light and a dark form in the style sheet, under its own name.</summary>
internal enum Ink
{
    Text,
    Grid,
    Blue,
    Orange,
    Green,
    Red,
    Purple,
    Teal,
    Gray,
    Gold,
    Pink,
    Olive,
}
