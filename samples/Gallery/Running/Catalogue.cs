namespace MathsIA.Gallery;

/// <summary>The lectures that the gallery can run.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<ILecture> Lectures { get; } = [new Lecture1(), new Lecture2(), new Lecture3(), new Lecture6(), new Lecture8(), new Lecture10()];
}
