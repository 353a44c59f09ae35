namespace MathsIA.OptimalTransport.Tests;

public class TransportTests
{
    private static readonly Tensor<double> X = Problems.Matrix(30, 2, 1), Y = Problems.Matrix(30, 2, 2), A = Problems.Masses(30, 3);

    public static TheoryData<string, TransportSolver> Choices => new()
    {
        { "line", TransportSolver.Line }, { "line, distance", TransportSolver.Line }, { "line, epsilon", TransportSolver.Sinkhorn },
        { "uniform", TransportSolver.Assignment }, { "masses", TransportSolver.NetworkSimplex }, { "fewer targets", TransportSolver.NetworkSimplex },
        { "epsilon", TransportSolver.Sinkhorn }, { "large", TransportSolver.Multiscale }, { "large, distance", TransportSolver.Sinkhorn }, { "costs", TransportSolver.Assignment },
    };

    [Theory, MemberData(nameof(Choices))]
    public void The_solver_fits_the_problem_and_the_answer_is_near_that_of_the_simplex(string problem, TransportSolver expected)
    {
        bool isDistance = problem.EndsWith("distance", StringComparison.Ordinal), isLine = problem.StartsWith("line", StringComparison.Ordinal);
        Tensor<double> x = isLine ? X[.., 0..1].Clone() : X, y = isLine ? Y[.., 0..1].Clone() : problem == "fewer targets" ? Y[0..20, ..].Clone() : Y;
        Tensor<double>? a = problem is "masses" or "line" ? A : null;
        TransportOptions options = new() { Epsilon = problem.EndsWith("epsilon", StringComparison.Ordinal) ? 0.02 : null };
        if (problem.StartsWith("large", StringComparison.Ordinal))
            options = new() { ExactPairs = 100, MultiscalePairs = 200, RelativeEpsilon = 0.04 };
        Measure<double> source = new(x, a), target = new(y);
        TransportAnswer<double> answer = isDistance ? Transport.Solve(source, target, default(EuclideanCost<double>), options)
            : problem == "costs" ? Transport.Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y), options: options)
            : Transport.Solve(source, target, options);
        ICostGeometry<double> costs = isDistance ? new PointCloudCost<double, EuclideanCost<double>>(x, y) : new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);
        double exact = new NetworkSimplex().Solve(costs, a).LinearCost;
        Assert.Equal(expected, answer.Choice.Solver);
        Assert.NotEmpty(answer.Choice.Reason);
        Assert.Equal(Status.Converged, answer.Status);
        Assert.Equal(exact, answer.LinearCost, expected is TransportSolver.Sinkhorn or TransportSolver.Multiscale ? 0.02 * Math.Log(30) : 1e-12);
        Assert.True(answer.Result.LowerBound <= exact + 1e-12 && exact <= answer.Result.UpperBound + 1e-12);
        Assert.InRange(answer.MarginalError, 0, 1e-6);
        Assert.Contains(expected.ToString(), answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_points_in_many_dimensions_are_taken_over_plans_of_low_rank()
    {
        Tensor<double> x = Problems.Matrix(60, 5, 1), y = Problems.Matrix(50, 5, 2);
        TransportAnswer<double> answer = Transport.Solve(new Measure<double>(x), new Measure<double>(y), new TransportOptions { ExactPairs = 100, LowRankPairs = 2000, PlanRank = 4 });
        Assert.Equal(TransportSolver.LowRank, answer.Choice.Solver);
        Assert.Contains("rank 4", answer.Choice.Reason, StringComparison.Ordinal);
        double exact = new NetworkSimplex().Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y)).LinearCost;
        Assert.InRange(exact, answer.Result.LowerBound - 1e-12, answer.LinearCost + 1e-12);
        double product = Enumerable.Range(0, 60).Average(i => Enumerable.Range(0, 50).Average(j => Enumerable.Range(0, 5).Sum(k => Math.Pow(x[i, k] - y[j, k], 2))));
        Assert.InRange(answer.LinearCost, exact, product);
        Assert.InRange(answer.MarginalError, 0, 1e-9);
        // With an epsilon, or fewer pairs, entropy is taken.
        Assert.Equal(TransportSolver.Sinkhorn, Transport.Solve(new Measure<double>(x), new Measure<double>(y), new TransportOptions { Epsilon = 0.1, ExactPairs = 100, LowRankPairs = 2000 }).Choice.Solver);
        Assert.Equal(TransportSolver.Sinkhorn, Transport.Solve(new Measure<double>(x), new Measure<double>(y), new TransportOptions { RelativeEpsilon = 0.1, ExactPairs = 100 }).Choice.Solver);
        Assert.Throws<ArgumentOutOfRangeException>("PlanRank", () => new TransportOptions { PlanRank = 0 });
    }

    [Fact]
    public void An_assignment_comes_with_plan_potentials_and_masses_of_any_total()
    {
        Tensor<double> twos = Tensor.Full([30], 2.0);
        TransportAnswer<double> answer = Transport.Solve(new Measure<double>(X, twos), new Measure<double>(Y, twos));
        Assert.Equal(TransportSolver.Assignment, answer.Choice.Solver);
        Assert.Equal(60 * Transport.Solve(new Measure<double>(X), new Measure<double>(Y)).LinearCost, answer.LinearCost, 1e-11);
        Assert.Equal(60, answer.Plan.ToDense().Sum(), 1e-12);
        Assert.InRange(answer.Gap, -1e-12, 1e-12);
        for (int i = 0; i < 30; i++)
        {
            for (int j = 0; j < 30; j++)
                Assert.True(answer.Result.SourcePotentials[i] + answer.Result.TargetPotentials[j] <= Math.Pow(X[i, 0] - Y[j, 0], 2) + Math.Pow(X[i, 1] - Y[j, 1], 2) + 1e-12);
        }
    }

    [Fact]
    public void Normal_distributions_have_a_closed_form()
    {
        Tensor<double> mean = Tensor.From([1.0, 2]), spread = Tensor.From([4.0, 0, 0, 9]).Reshape(2, 2), unit = Tensor.Eye<double>(2);
        GaussianTransport<double> answer = Transport.Solve(new GaussianMeasure<double>(Tensor.From([0.0, 0]), unit), new GaussianMeasure<double>(mean, spread));
        Assert.Equal(5 + 1 + 4, answer.SquaredDistance, 1e-10);
        Assert.Equal(TransportSolver.Gaussian, answer.Choice.Solver);
        Assert.Equal([3.0, -1.0], answer.Map.Apply(Tensor.From([1.0, -1.0]).Reshape(1, 2)).ToArray(), (p, q) => Math.Abs(p - q) < 1e-10);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var measure = new Measure<double>(X);
        Assert.Throws<ArgumentNullException>("source", () => Transport.Solve(null!, measure));
        Assert.Throws<ArgumentNullException>("points", () => new Measure<double>(null!));
        Assert.Throws<ShapeMismatchException>(() => new Measure<double>(X, Tensor.From([1.0])));
        Assert.Throws<ShapeMismatchException>(() => Transport.Solve(measure, new Measure<double>(Problems.Matrix(3, 3, 1))));
        Assert.Throws<ArgumentOutOfRangeException>("Epsilon", () => new TransportOptions { Epsilon = -1 });
        Assert.Throws<ArgumentException>("target", () => Transport.Solve(new Measure<double>(X, A), new Measure<double>(Y, A * 2)));
    }
}
