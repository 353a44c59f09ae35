namespace MathsIA.Gallery;

/// <summary>One run of a lecture: how much to do, and whom to tell.</summary>
/// <param name="Quick">Whether to run the short form.</param>
/// <param name="Report">Told at the start of each step.</param>
internal sealed record LectureRun(bool Quick, Action<string> Report)
{
    /// <summary>The first number, or the second in the short form.</summary>
    public int Choose(int full, int quick) => Quick ? quick : full;
}
