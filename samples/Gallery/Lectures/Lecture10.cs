namespace MathsIA.Gallery;

/// <summary>Optimal transport: couplings, entropy, barycenters, mass left behind, colours, cells, flows.</summary>
internal sealed class Lecture10 : ILecture
{
    public int Number => 10;

    public string Title => "Optimal transport";

    public int Steps => 14;

    public Page Run(LectureRun run)
    {
        var page = new Page("lecture10.html", "Lecture 10. Optimal transport",
            "The cheapest way to turn one distribution into another: exact couplings with a certificate, entropy and its price, averages of shapes, mass left behind, colours, cells and flows.");
        new Couplings(page, run).Write();
        new Blurring(page, run).Write();
        new LineMap(page, run).Write();
        new ShapeMosaic(page, run).Write();
        new LeftBehind(page, run).Write();
        new Palettes(page, run).Write();
        new Cells(page, run).Write();
        new Particles(page, run).Write();
        new Fluid(page, run).Write();
        return page;
    }
}
