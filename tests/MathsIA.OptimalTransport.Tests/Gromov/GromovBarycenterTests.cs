namespace MathsIA.OptimalTransport.Tests;

public class GromovBarycenterTests
{
    [Fact]
    public void Spaces_that_are_the_same_but_for_their_order_are_their_own_barycenter()
    {
        Tensor<double> d = Spaces.Distances(Problems.Matrix(7, 2, 3));
        int[] order = [3, 5, 0, 6, 1, 4, 2];
        GromovBarycenterResult<double> result = new GromovBarycenter { Solver = new() { RandomStarts = 8 } }.Solve([d, Spaces.Permuted(d, order)], 7);
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(0, result.Value, 1e-12);
        Assert.Equal(d.ToArray().Order(), result.Structure.ToArray().Order(), (p, q) => Math.Abs(p - q) < 1e-7);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void The_objective_never_rises_and_the_structure_is_the_best_for_its_plans(bool divergence)
    {
        IStructureLoss loss = divergence ? new KullbackLeiblerStructureLoss() : new SquareStructureLoss();
        Tensor<double>[] spaces = [.. new[] { 6, 8, 5 }.Select((n, k) => Spaces.Distances(Problems.Matrix(n, 2, (ulong)k)) + (divergence ? 0.5 : 0))];
        Tensor<double> weights = Tensor.From([0.2, 0.5, 0.3]), masses = Problems.Masses(4, 9);
        GromovBarycenterResult<double> result = new GromovBarycenter { Solver = new() { Objective = new() { Loss = loss }, RandomStarts = 0 } }.Solve(spaces, 4, masses: masses, weights: weights);
        Assert.Equal(Status.Converged, result.Status);
        for (int k = 1; k < result.Trace.Count; k++)
            Assert.True(result.Trace[k] <= result.Trace[k - 1] + 1e-12);
        double Objective(Tensor<double> structure) => Enumerable.Range(0, 3).Sum(k => weights[k] * GromovWassersteinTests.Naive(structure, spaces[k], result.Plans[k].ToDense(), loss));
        Assert.Equal(result.Value, Objective(result.Structure), 1e-11);
        // Stationary in every entry.
        for (int at = 0; at < 16; at++)
        {
            Assert.Equal(0, Formulas.Slope(h =>
            {
                Tensor<double> moved = result.Structure.Clone();
                moved.AsSpan()[at] += h;
                return Objective(moved);
            }), 1e-5);
        }
    }

    [Fact]
    public void A_path_between_two_spaces_and_floats()
    {
        Tensor<double> near = Spaces.Distances(Problems.Matrix(6, 2, 1)), far = near * 2;
        GromovBarycenterResult<double> middle = new GromovBarycenter { Solver = new() { RandomStarts = 6 } }.Solve([near, far], 6, initial: near);
        Assert.Equal((near * 1.5).ToArray(), middle.Structure.ToArray(), (p, q) => Math.Abs(p - q) < 1e-9);
        Assert.Equal(middle.Value, new GromovBarycenter { Solver = new() { RandomStarts = 6 } }.Solve([near.To<float>(), far.To<float>()], 6, initial: near.To<float>()).Value, 1e-5);
    }

    [Fact]
    public void Stops_and_bad_input()
    {
        Tensor<double> d = Spaces.Distances(Problems.Matrix(5, 2, 1));
        var solver = new GromovBarycenter();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(Status.Cancelled, solver.Solve([d], 4, cancellationToken: cancelled.Token).Status);
        Assert.Equal(Status.IterationLimit, (solver with { MaxIterations = 1 }).Solve([d], 4).Status);
        Assert.Throws<ArgumentNullException>("structures", () => solver.Solve<double>(null!, 3));
        Assert.Throws<ArgumentException>("structures", () => solver.Solve(Array.Empty<Tensor<double>>(), 3));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => solver.Solve([d], 0));
        Assert.Throws<ArgumentOutOfRangeException>("masses", () => solver.Solve([d], 2, masses: Tensor.From([1.0, 0])));
        Assert.Throws<ShapeMismatchException>(() => solver.Solve([d], 3, initial: d));
        Assert.Throws<ShapeMismatchException>(() => solver.Solve([d], 3, [null, null]));
        Assert.Throws<ArgumentNullException>("value", () => new GromovBarycenter { Solver = null! });
    }
}
