using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

public sealed class PhaseDiagramTests
{
    private static readonly double[] Deltas = [0.3, 0.6];

    [Fact]
    public void Basis_pursuit_succeeds_below_the_curve_and_fails_above()
    {
        PhaseDiagram diagram = PhaseTransition.Measure(Deltas, [0.05, 0.15, 0.8], new Philox(1), new() { Columns = 80, Trials = 8 });
        Assert.Equal(Status.Converged, diagram.Status);
        for (int i = 0; i < 2; i++)
        {
            Assert.True(0.15 < 0.65 * PhaseTransition.WeakThreshold(Deltas[i]));
            Assert.Equal(1, diagram.SuccessRate[i, 0]);
            Assert.InRange(diagram.SuccessRate[i, 1], 0.7, 1);
            Assert.Equal(0, diagram.SuccessRate[i, 2]);
        }
    }

    [Fact]
    public void Message_passing_has_its_transition_near_the_curve()
    {
        double rho = PhaseTransition.WeakThreshold(0.5);
        PhaseDiagram diagram = PhaseTransition.Measure([0.5], [0.7 * rho, rho, 1.3 * rho], new Philox(2), new()
        {
            Columns = 400,
            Trials = 8,
            Method = _ => new ApproximateMessagePassing(),
            Stopping = new() { MaxIterations = 150, Tolerance = 1e-4, RecordTrace = false },
        });
        Assert.InRange(diagram.SuccessRate[0, 0], 0.8, 1);
        Assert.InRange(diagram.SuccessRate[0, 2], 0, 0.2);
    }

    [Fact]
    public void Threads_do_not_change_it_and_progress_counts()
    {
        int last = 0;
        var options = new PhaseDiagramOptions { Columns = 30, Trials = 4, Method = k => new OrthogonalMatchingPursuit(k), Progress = new Count(value => last = Math.Max(last, value)) };
        PhaseDiagram one = PhaseTransition.Measure(Deltas, [0.1, 0.4], new Philox(3), options, ComputeContext.SingleThread);
        PhaseDiagram four = PhaseTransition.Measure(Deltas, [0.1, 0.4], new Philox(3), options, new() { DegreeOfParallelism = 4 });
        Assert.Equal(one.SuccessRate.ToArray(), four.SuccessRate.ToArray());
        Assert.Equal(16, last);
        Assert.Equal((4, 2, 2), (one.Trials, one.Undersampling.Count, one.Sparsity.Count));
    }

    [Fact]
    public void Cancelling_leaves_what_is_not_known_open()
    {
        PhaseDiagram diagram = PhaseTransition.Measure(Deltas, [0.1], new Philox(3), cancellationToken: new CancellationToken(true));
        Assert.Equal(Status.Cancelled, diagram.Status);
        Assert.All(diagram.SuccessRate.ToArray(), rate => Assert.True(double.IsNaN(rate)));
    }

    [Fact]
    public void Arguments_are_checked()
    {
        var random = new Philox(1);
        Assert.Throws<ArgumentNullException>("random", () => PhaseTransition.Measure([0.5], [0.5], null!));
        Assert.Throws<ArgumentOutOfRangeException>("undersampling", () => PhaseTransition.Measure([0], [0.5], random));
        Assert.Throws<ArgumentOutOfRangeException>("sparsity", () => PhaseTransition.Measure([0.5], [double.NaN], random));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new PhaseDiagramOptions { Columns = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new PhaseDiagramOptions { Trials = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new PhaseDiagramOptions { Tolerance = 0 });
        Assert.Throws<ArgumentNullException>("value", () => new PhaseDiagramOptions { Stopping = null! });
        Assert.Empty(PhaseTransition.Measure([], [], random).SuccessRate.ToArray());
    }

    private sealed class Count(Action<int> report) : IProgress<int>
    {
        private readonly Lock _lock = new();

        public void Report(int value)
        {
            lock (_lock)
                report(value);
        }
    }
}
