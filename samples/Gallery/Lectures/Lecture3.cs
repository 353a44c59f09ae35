namespace MathsIA.Gallery;

/// <summary>Non-smooth optimization and compressed sensing: splitting methods, photographs, recovery and its limits.</summary>
internal sealed class Lecture3 : ILecture
{
    public int Number => 3;

    public string Title => "Non-smooth optimization and compressed sensing";

    public int Steps => 7;

    public Page Run(LectureRun run)
    {
        var page = new Page("lecture3.html", "Lecture 3. Non-smooth optimization and compressed sensing",
            "Basis pursuit by Douglas-Rachford, a photograph restored by a primal-dual method, and how many measurements a sparse vector needs.");
        new Pursuits(page, run).Write();
        new Photograph(page, run).Write();
        new Criteria(page, run).Write();
        new Transition(page, run).Write();
        return page;
    }
}
