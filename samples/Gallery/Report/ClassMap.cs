using ScottPlot;

namespace MathsIA.Gallery;

/// <summary>A list of colours as a map from [0, 1].</summary>
internal sealed class ClassMap(IReadOnlyList<Color> colours) : IColormap
{
    public string Name => "classes";

    public Color GetColor(double position) => colours[(int)Math.Round(Math.Clamp(position, 0, 1) * (colours.Count - 1))];
}
