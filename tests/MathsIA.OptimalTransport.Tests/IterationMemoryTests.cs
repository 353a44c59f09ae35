using MathsIA.RandomNumbers;
using Xunit;

namespace MathsIA.OptimalTransport.Tests;

/// <summary>What an iteration leaves behind: a run of many allocates no more than a run of few. One row a solver.</summary>
public sealed class IterationMemoryTests
{
    private static readonly Tensor<double> X = new Philox(1).Uniform<double>(40, 2);
    private static readonly Tensor<double> Y = new Philox(2).Uniform<double>(30, 2) + 0.2;
    private static readonly PointCloudCost<double, SquaredEuclideanCost<double>> Cloud = new(X, Y);
    private static readonly DenseCost<double> Costs = new(Problems.Matrix(40, 30, 1));
    private static readonly GridCost<double> Grid = new(new GridAxis<double>(Problems.Matrix(8, 8, 3)), new GridAxis<double>(Problems.Matrix(6, 6, 4)));

    private static readonly Dictionary<string, Action<int>> Solvers = new(StringComparer.Ordinal)
    {
        ["Sinkhorn, plain on points"] = k => Sinkhorn(k, Acceleration.None).Solve(Cloud, context: ComputeContext.SingleThread),
        ["Sinkhorn, over-relaxed on a grid"] = k => Sinkhorn(k, Acceleration.OverRelaxation).Solve(Grid, context: ComputeContext.SingleThread),
        ["Sinkhorn, mixed"] = k => Sinkhorn(k, Acceleration.Anderson).Solve(Costs, context: ComputeContext.SingleThread),
        ["Greenkhorn"] = k => new Greenkhorn { Epsilon = 0.01, Tolerance = 1e-300, MaxIterations = k }.Solve(Costs, context: ComputeContext.SingleThread),
        ["SinkhornDivergence"] = k => new SinkhornDivergence { Epsilon = 1e-4, Tolerance = 1e-300, MaxIterations = k }.Solve<double, SquaredEuclideanCost<double>>(X, Y, context: ComputeContext.SingleThread),
        ["LowRankSinkhorn"] = k => new LowRankSinkhorn { PlanRank = 4, Tolerance = 1e-300, MaxIterations = k, Refinements = 0 }.Solve(Costs, context: ComputeContext.SingleThread),
        ["BenamouBrenier"] = k => new BenamouBrenier { Steps = 4, Tolerance = 1e-300, MaxIterations = k }.Solve(Problems.Masses(16, 1), Problems.Masses(16, 2), ComputeContext.SingleThread),
        ["BeckmannTransport"] = k => new BeckmannTransport { Tolerance = 1e-300, MaxIterations = k }.Solve(Problems.Masses(64, 1).Reshape(8, 8), Problems.Masses(64, 2).Reshape(8, 8)),
        ["SemiDiscreteAscent"] = k => new SemiDiscreteAscent { MaxIterations = k }.Run<double, SquaredEuclideanCost<double>>(new Square(), Y),
        ["MaxSlicedWasserstein"] = k => new MaxSlicedWasserstein { MaxIterations = k }.Solve(X, Y, context: ComputeContext.SingleThread),
        ["EntropicSemiRelaxedGromovWasserstein"] = k => new EntropicSemiRelaxedGromovWasserstein { Epsilon = 0.01, Tolerance = 1e-300, MaxIterations = k }.Solve(Problems.Matrix(20, 20, 1), Problems.Matrix(15, 15, 2), context: ComputeContext.SingleThread),
        ["SoftOrder"] = k => new SoftOrder { Epsilon = 1e-4, Tolerance = 1e-300, MaxIterations = k }.Sort(Problems.Masses(40, 1)),
        ["ExactBarycenter"] = k => new ExactBarycenter { MaxIterations = k }.Solve(new DenseCost<double>(Problems.Matrix(60, 60, 1)), Tensor.Stack(0, Problems.Masses(60, 2), Problems.Masses(60, 3), Problems.Masses(60, 4))),
    };

    public static TheoryData<string> Names => [.. Solvers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_iteration_allocates_nothing(string name) => Allocations.MustNotGrow(Solvers[name], few: 60, many: 160, Allowed(name));

    /// <summary>Bytes an iteration: the value that the answer's trace keeps, in a list that doubles; and for exact barycenters the views of an
    /// inverse that is computed anew once in a hundred pivots.</summary>
    private static int Allowed(string name) => name switch
    {
        nameof(LowRankSinkhorn) or nameof(BenamouBrenier) or nameof(EntropicSemiRelaxedGromovWasserstein) => 32,
        nameof(ExactBarycenter) => 16,
        _ => 2,
    };

    private static Sinkhorn Sinkhorn(int sweeps, Acceleration acceleration) => new() { Epsilon = 1e-4, Tolerance = 1e-300, MaxIterations = sweeps, Scaling = 1, Acceleration = acceleration };

    private sealed class Square : IPointSampler<double>
    {
        public int Dimension => 2;

        public void Sample(Philox random, Span<double> destination) => random.FillUniform(destination, 0.0, 1.0);
    }
}
