namespace MathsIA.Gallery;

/// <summary>Differential programming: modes and their cost, high orders, backpropagation, adjoints, checkpointing.</summary>
internal sealed class Lecture6 : ILecture
{
    public int Number => 6;

    public string Title => "Differential programming";

    public int Steps => 6;

    public Page Run(LectureRun run)
    {
        var page = new Page("lecture6.html", "Lecture 6. Differential programming",
            "What a derivative costs forward and in reverse, derivatives of derivatives, backpropagation by hand and by machine, adjoints of differential equations, and memory for time.");
        new Modes(page, run).Write();
        new HighOrders(page, run).Write();
        new Backpropagation(page, run).Write();
        new PredatorPrey(page, run).Write();
        new HeatSource(page, run).Write();
        new Recomputing(page, run).Write();
        return page;
    }
}
