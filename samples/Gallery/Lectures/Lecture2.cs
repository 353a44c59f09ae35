namespace MathsIA.Gallery;

/// <summary>From smooth to non-smooth: ridge against Lasso, iterative thresholding, interior points.</summary>
internal sealed class Lecture2 : ILecture
{
    public int Number => 2;

    public string Title => "From smooth to non-smooth";

    public int Steps => 3;

    public Page Run(LectureRun run)
    {
        var page = new Page("lecture2.html", "Lecture 2. From smooth to non-smooth optimization",
            "Ridge and Lasso on real data, iterative thresholding and its acceleration against their theory, interior points and the dual certificate.");
        new Selection(page, run).Write();
        new Thresholding(page, run).Write();
        new InteriorPoints(page, run).Write();
        return page;
    }
}
