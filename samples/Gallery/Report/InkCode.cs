using ScottPlot;

namespace MathsIA.Gallery;

/// <summary>Colours that stand for an ink on the way through the renderer, and are replaced in its SVG.</summary>
/// <remarks>The red part marks a code, the green part says whether the line is dashed, the blue part is the ink. None of these colours
/// has a name or a three-digit form, so they come out as written.</remarks>
internal static class InkCode
{
    private const byte Mark = 0xF1, Solid = 0x23, Dashed = 0x24;

    public static Color Color(Ink ink, bool dashed = false) => new(Mark, dashed ? Dashed : Solid, (byte)(0x40 + (int)ink));

    /// <summary>The colour in the style sheet.</summary>
    public static string Style(Ink ink) => $"var(--{ink.ToString().ToLowerInvariant()})";

    /// <summary>The ink a colour of the SVG stands for, if it does.</summary>
    public static bool TryRead(string colour, out Ink ink, out bool dashed)
    {
        ink = default;
        dashed = false;
        if (colour.Length != 7 || !uint.TryParse(colour.AsSpan(1), System.Globalization.NumberStyles.HexNumber, null, out uint rgb) || rgb >> 16 != Mark)
            return false;
        dashed = (byte)(rgb >> 8) == Dashed;
        ink = (Ink)((byte)rgb - 0x40);
        return Enum.IsDefined(ink);
    }
}
