using System.Globalization;
using MathsIA.AutoDiff;
using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>Checkpointing: memory for time, and how little of either is needed.</summary>
internal sealed class Recomputing(Page page, LectureRun run)
{
    private const string File = "Recomputing.cs", Topic = "Checkpointing";

    public void Write()
    {
        run.Report("memory against recomputation");
        #region schedule
        var small = new CheckpointSchedule(steps: 24, snapshots: 4);
        var picture = new Chart { Title = $"Backward through {small.Steps} steps with {small.Snapshots} snapshots", X = "steps computed so far", Y = "step", Height = 360 };
        double clock = 0;
        List<(double Time, int Step)> stored = [], reversed = [];
        foreach (CheckpointAction action in small.Actions())
        {
            switch (action.Kind)
            {
                case CheckpointActionKind.Advance:
                    picture.Line(null, [clock, clock + action.To - action.From], [action.From, action.To], Ink.Gray);
                    clock += action.To - action.From;
                    break;
                case CheckpointActionKind.Store:
                    stored.Add((clock, action.From));
                    break;
                case CheckpointActionKind.Reverse:
                    clock++;
                    reversed.Add((clock, action.From));
                    break;
            }
        }

        picture.Points("state kept", stored.Select(p => p.Time), stored.Select(p => (double)p.Step), Ink.Blue, size: 9, opacity: 1)
            .Points("step reversed", reversed.Select(p => p.Time), reversed.Select(p => (double)p.Step), Ink.Red, size: 6, opacity: 1);

        const int steps = 1000;
        int[] snapshots = [1, 2, 3, 4, 5, 6, 8, 10, 14, 20, 30, 50, 100, 200, 500, 1000];
        CheckpointSchedule chosen = CheckpointSchedule.Logarithmic(steps);
        var price = new Chart { Title = $"Price of {steps} steps, in runs forward", X = "snapshots", LogX = true, LogY = true, Height = 360 }
            .Line("binomial schedule", snapshots.Select(s => (double)s), snapshots.Select(s => 1 + (double)new CheckpointSchedule(steps, s).Advances / steps), Ink.Blue)
            .Line("equal segments", snapshots.Where(s => s > 1).Select(s => (double)s + steps / s), snapshots.Where(s => s > 1).Select(_ => 2.0), Ink.Orange, dashed: true)
            .Points("default", [(double)chosen.Snapshots], [1 + (double)chosen.Advances / steps], Ink.Red, size: 9, opacity: 1);
        #endregion
        #region memory
        Tensor<double> mix = new Philox(1).Normal<double>([64, 64], 0, 0.1), start = new Philox(2).Normal<double>(run.Choose(2000, 500), 64);
        Variable<double> Step(Variable<double> x, IReadOnlyList<Variable<double>> p, int k) => x + 0.1 * x.MatMul(p[0]).Tanh();
        Variable<double> Loop(IReadOnlyList<Variable<double>> p, int n)
        {
            Variable<double> x = p[0];
            for (int k = 0; k < n; k++)
                x = Step(x, [p[1]], k);
            return x.Square().Sum();
        }

        int[] lengths = [16, 32, 64, 128, 256];
        var plain = new List<double>();
        var few = new List<double>();
        int different = 0;
        foreach (int n in lengths)
        {
            Variable<double>[] expected = [], actual = [];
            plain.Add(Megabytes(() => expected = Differentiate.ValueAndGradient<double>(p => Loop(p, n), [start, mix]).Gradients));
            few.Add(Megabytes(() => actual = Differentiate.ValueAndGradient<double>(p => Variable.Iterate(Step, p[0], [p[1]], n).Square().Sum(), [start, mix]).Gradients));
            for (int i = 0; i < expected.Length; i++)
                different += expected[i].Value.ToArray().Zip(actual[i].Value.ToArray(), (a, b) => a.Equals(b) ? 0 : 1).Sum();
        }

        double[] sizes = [.. lengths.Select(n => (double)n)];
        var memory = new Chart { Title = "Memory for one gradient", X = "steps n", Y = "MB", LogX = true, LogY = true, Height = 360 }
            .Line("plain tape", sizes, plain, Ink.Orange)
            .Line("checkpointed, $s \\approx \\frac{1}{2}\\log_2 n$", sizes, few, Ink.Blue);
        #endregion
        page.Section("Memory for time")
            .Text("Reverse mode needs the intermediate values in the opposite order. Instead of keeping all, keep the states before a few steps and compute the others again. With $s$ snapshots, and every step computed at most $r$ times again, the longest chain that can be reversed has $\\beta(s, r)$ steps; the fewest repeated steps for $n$ of them are known:")
            .Math("\\beta(s, r) = \\frac{(s + r)!}{s! \\, r!}, \\quad t(n, s) = r n - \\beta(s + 1, r - 1)", "\\text{for} \\quad \\beta(s, r - 1) < n \\le \\beta(s, r).")
            .Text("Memory and repetitions of the order of $\\log \\, n$ are enough for any length: twelve snapshots for a million steps.")
            .Figure(File, "schedule,memory", "Left: the schedule as a path. It runs ahead (grey), keeps states (blue), reverses a step (red), and falls back to the last state kept. The gradient has the same bits as that of the plain tape.", picture, price, memory);
        page.Headline(Topic, "entries of the gradient that differ from the plain tape's (should be 0)", different.ToString(CultureInfo.InvariantCulture))
            .Headline(Topic, $"memory for {lengths[^1]} steps: plain, checkpointed", $"{plain[^1].ToString("0.0", CultureInfo.InvariantCulture)} MB, {few[^1].ToString("0.0", CultureInfo.InvariantCulture)} MB")
            .Headline(Topic, $"{steps} steps: snapshots by default, runs forward they cost", $"{chosen.Snapshots}, {(1 + (double)chosen.Advances / steps).ToString("0.00", CultureInfo.InvariantCulture)}");
    }

    /// <summary>What a computation asks of the garbage collector on a thread of its own, whose pool is empty.</summary>
    private static double Megabytes(Action action)
    {
        long bytes = 0;
        var thread = new Thread(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        thread.Start();
        thread.Join();
        return bytes / 1e6;
    }
}
