using MathsIA.Operators;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

/// <summary>No front door allocates in a steady iteration: twice the steps cost the same bytes. What a family measures on its own iterations is not repeated.</summary>
public sealed class SteadyAllocationTests
{
    /// <summary>A solver, run for a number of steps; it answers the steps it took.</summary>
    private sealed record Row(string Name, int Steps, Func<int, int> Run);

    private static readonly Row[] All = [.. Programs(), .. Stochastic(), .. Splitting(), .. Sensing(), .. Models()];

    public static TheoryData<string> Names => [.. All.Select(row => row.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Twice_the_steps_cost_the_same_bytes(string name)
    {
        Row row = All.Single(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal));
        // The pools fill, and everything is compiled.
        Assert.Equal(2 * row.Steps, row.Run(2 * row.Steps));
        Assert.Equal(row.Steps, row.Run(row.Steps));
        long extra = long.MaxValue;
        // Tests on other threads may have the pooled blocks just when one is wanted: one clean round of three is asked for.
        for (int round = 0; round < 3 && extra != 0; round++)
            extra = Bytes(row, 2 * row.Steps) - Bytes(row, row.Steps);
        Assert.Equal(0, extra);
    }

    private static long Bytes(Row row, int steps)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        row.Run(steps);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static MinimizeOptions Budget(int steps) => new() { MaxIterations = steps, Tolerance = 0, RecordTrace = false };

    private static IEnumerable<Row> Programs()
    {
        Tensor<double> g = Draw.Normal<double>(1, 30, 12), h = Draw.Normal<double>(2, 30).Abs() + 0.5, cost = -g.Transpose().MatMul(Draw.Normal<double>(3, 30).Abs());
        Tensor<double> equations = Draw.Normal<double>(4, 3, 12), root = Draw.Normal<double>(5, 12, 12);
        var constraints = new ProgramConstraints { InequalityMatrix = g, InequalityVector = h, EqualityMatrix = equations, EqualityVector = Tensor.Zeros<double>(3), Lower = Tensor.Full([12], -10.0) };
        Tensor<double> q = root.Transpose().MatMul(root);
        q = (q + q.Transpose()) * 0.5;
        var linear = new LinearProgram(cost, constraints);
        var quadratic = new QuadraticProgram(q, cost, constraints);
        yield return new("linear program", 3, k => linear.Solve(Budget(k)).Iterations);
        yield return new("quadratic program", 3, k => quadratic.Solve(Budget(k)).Iterations);
    }

    private static IEnumerable<Row> Stochastic()
    {
        var sum = new RidgeRegularized<double>(new LogisticLoss<double>(Draw.Normal<double>(1, 60, 8), Draw.Signs<double>(2, 60)), 0.05);
        foreach (int batch in (int[])[1, 6])
        {
            foreach ((string name, IStochasticProximalMethod method) in ((string, IStochasticProximalMethod)[])
                [("SGD", new Sgd { Schedule = new ConstantSchedule(0.05), Random = new Philox(3), BatchSize = batch }), ("SAGA", new Saga { Random = new Philox(3), BatchSize = batch }), ("SVRG", new Svrg { Random = new Philox(3), BatchSize = batch })])
            {
                yield return new($"proximal {name}, {batch} at a time", 400, k => Minimize.Run(sum, new L1Norm<double>(0.03), method, Tensor.Ones<double>(8), Budget(k)).Iterations);
            }

            foreach ((string name, IStochasticMethod method) in ((string, IStochasticMethod)[])
                [("SGD", new Sgd { Schedule = new ConstantSchedule(0.05), Random = new Philox(3), BatchSize = batch }), ("SAG", new Sag { Random = new Philox(3), BatchSize = batch }), ("SAGA", new Saga { Random = new Philox(3), BatchSize = batch }), ("SVRG", new Svrg { Random = new Philox(3), BatchSize = batch })])
            {
                yield return new($"{name}, {batch} at a time", 400, k => Minimize.Run(sum, method, Tensor.Ones<double>(8), Budget(k)).Iterations);
            }
        }
    }

    private static IEnumerable<Row> Splitting()
    {
        var loss = new LeastSquares<double>(Draw.Normal<double>(1, 40, 30), Draw.Normal<double>(2, 40));
        foreach ((string name, ILinearMinimizer<double> set) in ((string, ILinearMinimizer<double>)[])
            [("nuclear ball", new NuclearBallVertices<double>(6, 5, 0.5)), ("l1 ball", new L1BallVertices<double>(0.5)), ("l2 ball", new L2BallVertices<double>(0.2)), ("box", new BoxVertices<double>(-0.1, 0.2))])
        {
            yield return new($"Frank-Wolfe on the {name}", 5, k => Minimize.Run(loss, set, new FrankWolfe(), Tensor.Zeros<double>(30), Budget(k)).Iterations);
        }

        IProximable<double>[] sets = [new L2Ball<double>(2), new HalfSpace<double>(Draw.Normal<double>(2, 30), -3)];
        yield return new("Dykstra", 10, k => Minimize.Run(Draw.Normal<double>(3, 30), sets, new Dykstra(), Budget(k)).Iterations);
    }

    private static IEnumerable<Row> Sensing()
    {
        Planted<double> p = Planted<double>.Create(10, 30, 60, 8, noise: 0.1);
        yield return new("basis pursuit", 20, k => BasisPursuit.Solve(p.Sensing, p.Measurements, null, Budget(k), ComputeContext.SingleThread).Iterations);
        yield return new("basis pursuit denoising", 20, k => BasisPursuitDenoising.Solve(p.Sensing, p.Measurements, 0.1, null, Budget(k), ComputeContext.SingleThread).Iterations);
        Tensor<double> image = Draw.Normal<double>(11, 12, 15);
        Tensor<bool> known = Tensor.From(Enumerable.Range(0, 180).Select(i => i % 3 != 0).ToArray(), 12, 15);
        yield return new("total variation denoising", 20, k => TotalVariation.Denoise(image, 0.2, null, Budget(k)).Iterations);
        yield return new("total variation inpainting", 20, k => TotalVariation.Inpaint(image, known, null, Budget(k)).Iterations);
        yield return new("robust principal components", 5, k => RobustPrincipalComponents.Solve(image, options: Budget(k), context: ComputeContext.SingleThread).Iterations);
        yield return new("matrix completion", 5, k => MatrixCompletion.Solve(image, known, null, Budget(k), ComputeContext.SingleThread).Iterations);
        yield return new("matrix completion from noise", 5, k => MatrixCompletion.Denoise(image, known, 0.5, null, Budget(k), ComputeContext.SingleThread).Iterations);
        yield return new("total variation deconvolution", 20, k => TotalVariation.Deconvolve(new IdentityOperator<double>(image.Shape), image, 0.2, 0, 1, null, Budget(k)).Iterations);
    }

    private static IEnumerable<Row> Models()
    {
        Tensor<double> x = Draw.Normal<double>(20, 40, 12), y = Draw.Normal<double>(21, 40), labels = Draw.Signs<double>(22, 40), s = x.Transpose().MatMul(x) / 40;
        s = (s + s.Transpose()) * 0.5;
        yield return new("graphical lasso", 2, k => GraphicalLasso.Fit(s, 0.05, new() { Tolerance = 0, MaxIterations = k }, ComputeContext.SingleThread).Iterations);
        yield return new("simplex trend filter", 100, k => SimplexTrendFilter.Fit(x, y, 0.5, new() { Tolerance = 0, MaxIterations = k }).Iterations);
        yield return new("simplex trend filter of rows", 100, k => SimplexTrendFilter.Fit(x, y, 0.5, new() { Penalty = TrendPenalty.Rows, Tolerance = 0, MaxIterations = k }).Iterations);
        // So weak a penalty leaves every coefficient away from zero: the models that come back have one size.
        const double weak = 1e-4;
        Tensor<int> classes = Draw.Classes(23, 40, 3);
        Tensor<double> counts = (labels + 1) * 2, tasks = Draw.Normal<double>(24, 40, 2);
        SparseOptions Rounds(int k) => new() { Tolerance = 0, MaxIterations = k };
        yield return new("sparse logistic", 2, k => SparseLogistic.Fit(x, labels, 1e-2 * weak, options: Rounds(k), context: ComputeContext.SingleThread).Iterations);
        yield return new("sparse Poisson", 2, k => SparsePoisson.Fit(x, counts, weak, options: Rounds(k), context: ComputeContext.SingleThread).Iterations);
        yield return new("sparse multinomial", 2, k => SparseMultinomial.Fit<double>(x, classes, 3, weak, grouped: true, Rounds(k), ComputeContext.SingleThread).Iterations);
        yield return new("group lasso", 2, k => GroupLasso.Fit(x, y, [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], weak, Rounds(k), ComputeContext.SingleThread).Iterations);
        yield return new("multi-task lasso", 2, k => MultiTaskLasso.Fit(x, tasks, weak, Rounds(k), ComputeContext.SingleThread).Iterations);
        yield return new("kernel logistic", 2, k => KernelLogistic.Fit(x, labels, new GaussianKernel(), 0.01, new() { Tolerance = 0, MaxIterations = k }, ComputeContext.SingleThread).Iterations);
        yield return new("over-parameterized lasso", 10, k => Minimize.Run(new HadamardLasso<double>(x, y, 2, ComputeContext.SingleThread), new GradientDescent { Step = new ArmijoStep() }, Tensor.Ones<double>(12), Budget(k)).Iterations);
        yield return new("wide over-parameterized lasso", 10, k => Minimize.Run(new HadamardLasso<double>(x.Transpose(), Draw.Normal<double>(25, 12), 2, ComputeContext.SingleThread), new GradientDescent { Step = new ArmijoStep() }, Tensor.Ones<double>(40), Budget(k)).Iterations);
        yield return new("lasso with free features", 2, k => Lasso.Fit(x, y, weak, Rounds(k) with { FeatureWeights = [0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }, ComputeContext.SingleThread).Iterations);
        yield return new("perceptron", 10, k => Perceptron.Fit(x, labels, new() { MaxPasses = k }).Passes);
    }
}
