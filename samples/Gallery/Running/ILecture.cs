namespace MathsIA.Gallery;

/// <summary>A lecture: runs its experiments and returns its page.</summary>
internal interface ILecture
{
    int Number { get; }

    string Title { get; }

    /// <summary>How many steps it reports.</summary>
    int Steps { get; }

    Page Run(LectureRun run);
}
