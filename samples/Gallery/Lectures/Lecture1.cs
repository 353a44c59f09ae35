namespace MathsIA.Gallery;

/// <summary>Smooth optimization: regression, classification and stochastic gradients.</summary>
internal sealed class Lecture1 : ILecture
{
    public int Number => 1;

    public string Title => "Smooth optimization";

    public int Steps => 9;

    public Page Run(LectureRun run)
    {
        var page = new Page("lecture1.html", "Lecture 1. Smooth optimization",
            "Gradient descent, its acceleration and its stochastic forms, on regression and classification of real data.");
        new Regression(page, run).Write();
        new Classification(page, run).Write();
        new Stochastic(page, run).Write();
        return page;
    }
}
