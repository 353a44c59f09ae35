namespace MathsIA.Gallery;

/// <summary>Language: from text to tokens.</summary>
internal sealed class Lecture8 : ILecture
{
    public int Number => 8;

    public string Title => "Language: from text to tokens";

    public int Steps => 4;

    public Page Run(LectureRun run)
    {
        var page = new Page("lecture8.html", "Lecture 8. Language: from text to tokens",
            "Byte-pair encoding learned from a novel merge by merge, and what the vocabularies in use make of twenty-two languages.");
        new Subwords(page, run).Write();
        return page;
    }
}
