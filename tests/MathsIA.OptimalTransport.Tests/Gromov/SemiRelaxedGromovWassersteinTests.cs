namespace MathsIA.OptimalTransport.Tests;

public class SemiRelaxedGromovWassersteinTests
{
    [Fact]
    public void A_part_of_a_space_is_found_in_it_at_no_cost()
    {
        Tensor<double> points = Problems.Matrix(14, 2, 8), d = Spaces.Distances(points);
        Tensor<double> c = Spaces.Distances(points[3..9, ..].Clone());
        GromovResult<double> result = new SemiRelaxedGromovWasserstein { RandomStarts = 20 }.Solve(c, d);
        Assert.Equal(0, result.Value, 1e-12);
        Tensor<double> plan = result.Plan.ToDense();
        for (int i = 0; i < 6; i++)
            Assert.Equal(1.0 / 6, plan[i, i + 3], 1e-12);
    }

    [Fact]
    public void It_is_below_the_problem_with_both_marginals_and_above_its_bound()
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            (Tensor<double> c, Tensor<double> d, Tensor<double> m, Tensor<double> a, Tensor<double> b) = GromovWassersteinTests.Random(seed);
            GromovResult<double> free = new SemiRelaxedGromovWasserstein { Objective = new() { Alpha = 0.5 }, RandomStarts = 10 }.Solve(c, d, a, m);
            Assert.True(free.Value <= new GromovWasserstein { Objective = new() { Alpha = 0.5 } }.Solve(c, d, a, b, m).Value + 1e-12);
            Assert.InRange(free.Gap, -1e-12, double.PositiveInfinity);
            Assert.InRange(free.MarginalError, 0, 1e-13);
            Assert.InRange(free.FrankWolfeGap, 0, 1e-7);
            Assert.Equal((0.5 * free.LinearValue) + (0.5 * GromovWassersteinTests.Naive(c, d, free.Plan.ToDense(), new SquareStructureLoss())), free.Value, 1e-12);
        }
    }

    [Fact]
    public void Bad_input_is_named() =>
        Assert.Throws<ArgumentNullException>("targetStructure", () => new SemiRelaxedGromovWasserstein().Solve(Problems.Matrix(2, 2, 1), null!));
}
