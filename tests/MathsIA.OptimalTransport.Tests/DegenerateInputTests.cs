namespace MathsIA.OptimalTransport.Tests;

/// <summary>Inputs at the edge, at every way in: a typed error before any work, or a result that is documented, never an unmarked NaN.</summary>
public class DegenerateInputTests
{
    private const double Nan = double.NaN, Infinite = double.PositiveInfinity;

    private delegate (double Value, Status Status) CostSolver(ICostGeometry<double> costs, Tensor<double>? a, Tensor<double>? b);

    private delegate double PointSolver(Tensor<double> x, Tensor<double> y, Tensor<double>? a, Tensor<double>? b);

    private sealed record Costs(CostSolver Solve, bool Balanced = true, bool Weighted = true, bool Forbids = true);

    private sealed record Points(PointSolver Solve, bool Balanced = true, bool Weighted = true);

    private static readonly Dictionary<string, Costs> ByCosts = new(StringComparer.Ordinal)
    {
        ["NetworkSimplex"] = new((c, a, b) => Of(new NetworkSimplex().Solve(c, a, b))),
        ["LinearAssignment"] = new((c, _, _) => new LinearAssignment().Solve(c) is { } r ? (r.Cost, r.Status) : default, Weighted: false),
        ["PartialTransport"] = new((c, a, b) => Of(new PartialTransport().Solve(c, 0.5, a, b)), Balanced: false),
        ["Sinkhorn, logarithms"] = new((c, a, b) => Of(new Sinkhorn { Epsilon = 0.1, Form = EntropicForm.Logarithmic, MaxIterations = 500 }.Solve(c, a, b))),
        ["Sinkhorn, kernel"] = new((c, a, b) => Of(new Sinkhorn { Epsilon = 0.1, Form = EntropicForm.Kernel, MaxIterations = 500 }.Solve(c, a, b))),
        ["Sinkhorn, batch"] = new((c, a, b) => Of(new Sinkhorn { Epsilon = 0.1, MaxIterations = 500 }.SolveBatch(c, a?.Reshape(1, a.Length), b?.Reshape(1, b.Length))[0])),
        ["Greenkhorn"] = new((c, a, b) => Of(new Greenkhorn { Epsilon = 0.1 }.Solve(c, a, b))),
        ["UnbalancedSinkhorn"] = new((c, a, b) => new UnbalancedSinkhorn { Epsilon = 0.1, SourcePenalty = new KullbackLeiblerPenalty(1), TargetPenalty = new TotalVariationPenalty(1) }.Solve(c, a, b) is { } r ? (r.LinearCost, r.Status) : default, Balanced: false),
        ["PartialSinkhorn"] = new((c, a, b) => new PartialSinkhorn { Epsilon = 0.1, Mass = 0.5, MaxIterations = 500 }.Solve(c, a, b) is { } r ? (r.LinearCost, r.Status) : default, Balanced: false),
        ["LowRankSinkhorn"] = new((c, a, b) => new LowRankSinkhorn { PlanRank = 2 }.Solve(c, a, b) is { } r ? (r.LinearCost, r.Status) : default, Forbids: false),
        ["Transport"] = new((c, a, b) => Of(Transport.Solve(c, a, b).Result)),
        ["Transport, entropic"] = new((c, a, b) => Of(Transport.Solve(c, a, b, new() { Epsilon = 0.1 }).Result)),
        ["EntropicBarycenter"] = new((c, a, b) => Of(new EntropicBarycenter { Epsilon = 0.1, MaxIterations = 500 }.Solve([c, c], [a ?? Even(c), b ?? Even(c)]))),
        ["DebiasedBarycenter"] = new((c, a, b) => Of(new DebiasedBarycenter { Epsilon = 0.1, MaxIterations = 500 }.Solve(c, Tensor.Stack(0, a ?? Even(c), b ?? Even(c))))),
        ["ExactBarycenter"] = new((c, a, b) => Of(new ExactBarycenter().Solve([c, c], [a ?? Even(c), b ?? Even(c)])), Forbids: false),
    };

    private static readonly Dictionary<string, Points> ByPoints = new(StringComparer.Ordinal)
    {
        ["Transport"] = new((x, y, a, b) => Transport.Solve(new Measure<double>(x, a), new Measure<double>(y, b)).LinearCost),
        ["MultiscaleSinkhorn"] = new((x, y, a, b) => new MultiscaleSinkhorn { Epsilon = 0.1 }.Solve(x, y, a, b).LinearCost),
        ["SinkhornDivergence"] = new((x, y, a, b) => new SinkhornDivergence { Epsilon = 0.1 }.Solve(x, y, default(SquaredEuclideanCost<double>), a, b).Value),
        ["HausdorffDivergence"] = new((x, y, a, b) => new HausdorffDivergence { Epsilon = 0.1 }.Solve(x, y, default(SquaredEuclideanCost<double>), a, b).Value),
        ["MaximumMeanDiscrepancy"] = new((x, y, a, b) => MaximumMeanDiscrepancy.Squared(x, y, new GaussianKernel<double>(1), a, b), Balanced: false),
        ["EnergyDistance"] = new((x, y, a, b) => MaximumMeanDiscrepancy.EnergyDistance(x, y, a, b), Balanced: false),
        ["SlicedWasserstein"] = new((x, y, a, b) => new SlicedWasserstein().Distance(x, y, a, b)),
        ["MaxSlicedWasserstein"] = new((x, y, a, b) => new MaxSlicedWasserstein().Solve(x, y, a, b).Distance),
        ["SphericalSlicedWasserstein"] = new((x, y, a, b) => new SphericalSlicedWasserstein().Distance(x, y, a, b)),
        ["LineTransport"] = new((x, y, a, b) => new LineTransport().Solve(x[.., 0].Clone(), y[.., 0].Clone(), a, b).LinearCost),
        ["CircleTransport"] = new((x, y, a, b) => new CircleTransport().Solve(x[.., 0].Clone(), y[.., 0].Clone(), a, b).LinearCost),
        ["FreeSupportBarycenter"] = new((x, y, a, b) => new FreeSupportBarycenter().Solve([x, y], x.Clone(), [a, b]).Value),
        ["QuantileBarycenter"] = new((x, y, a, b) => QuantileBarycenter.Solve([x[.., 0].Clone(), y[.., 0].Clone()], [a, b]).Value),
        ["GromovWasserstein"] = new((x, y, a, b) => new GromovWasserstein().Solve(Spaces.Distances(x), Spaces.Distances(y), a, b).Value),
        ["EntropicGromovWasserstein"] = new((x, y, a, b) => new EntropicGromovWasserstein { Epsilon = 0.1 }.Solve(Spaces.Distances(x), Spaces.Distances(y), a, b).Value),
        ["SemiRelaxedGromovWasserstein"] = new((x, y, _, _) => new SemiRelaxedGromovWasserstein().Solve(Spaces.Distances(x), Spaces.Distances(y)).Value, Weighted: false),
        ["EntropicSemiRelaxedGromovWasserstein"] = new((x, y, _, _) => new EntropicSemiRelaxedGromovWasserstein { Epsilon = 0.1 }.Solve(Spaces.Distances(x), Spaces.Distances(y)).Value, Weighted: false),
        ["GromovBarycenter"] = new((x, y, a, b) => new GromovBarycenter { MaxIterations = 5 }.Solve([Spaces.Distances(x), Spaces.Distances(y)], 2, [a, b]).Value),
        ["SoftOrder, sort"] = new((x, _, _, _) => new SoftOrder().Sort(x[.., 0].Clone()).Values.Sum(), Weighted: false),
        ["SoftOrder, rank"] = new((x, _, _, _) => new SoftOrder().Rank(x[.., 0].Clone()).Values.Sum(), Weighted: false),
        ["LloydQuantization"] = new((x, y, _, _) => new LloydQuantization().Run(x, null, y).Energies[^1], Weighted: false),
    };

    public static TheoryData<string> CostNames => [.. ByCosts.Keys];

    public static TheoryData<string> PointNames => [.. ByPoints.Keys];

    [Theory, MemberData(nameof(CostNames))]
    public void Costs_at_the_edge(string name)
    {
        Costs entry = ByCosts[name];
        // One point; identical points.
        Assert.True(double.IsFinite(entry.Solve(Dense(1, 0.25), null, null).Value));
        (double still, Status converged) = entry.Solve(Dense(3, 0, 0, 0, 0, 0, 0, 0, 0, 0), null, null);
        Assert.Equal(0, entry.Solve(Dense(1, 0.0), null, null).Value, name.Contains("arycenter", StringComparison.Ordinal) ? 0.2 : 1e-12);
        Assert.True(double.IsFinite(still));
        Assert.Equal(Status.Converged, converged);
        if (!name.Contains("arycenter", StringComparison.Ordinal))
            Assert.Equal(0, still, 1e-12);
        // Not a number: refused where costs are made, before any solver.
        Assert.Throws<ArgumentOutOfRangeException>("costs", () => entry.Solve(Dense(2, 0, Nan, 1, 0), null, null));
        if (entry.Weighted)
        {
            Assert.ThrowsAny<ArgumentException>(() => entry.Solve(Dense(2, 0, 1, 1, 0), Vector(0, 0), Vector(0.5, 0.5)));
            Assert.ThrowsAny<ArgumentException>(() => entry.Solve(Dense(2, 0, 1, 1, 0), Vector(0.5, 0.5), Vector(0, 0)));
            Assert.ThrowsAny<ArgumentException>(() => entry.Solve(Dense(2, 0, 1, 1, 0), Vector(-0.5, 1.5), Vector(0.5, 0.5)));
            Assert.ThrowsAny<ArgumentException>(() => entry.Solve(Dense(2, 0, 1, 1, 0), Vector(Nan, 1), Vector(0.5, 0.5)));
            Assert.ThrowsAny<ArgumentException>(() => entry.Solve(Dense(2, 0, 1, 1, 0), Vector(Infinite, 1), Vector(0.5, 0.5)));
            Assert.Throws<ShapeMismatchException>(() => entry.Solve(Dense(2, 0, 1, 1, 0), Vector(0.2, 0.3, 0.5), Vector(0.5, 0.5)));
            // A point without mass among others.
            Assert.True(double.IsFinite(entry.Solve(Dense(2, 0, 1, 1, 0), Vector(1, 0), Vector(0.5, 0.5)).Value));
            if (entry.Balanced)
                Assert.ThrowsAny<ArgumentException>(() => entry.Solve(Dense(2, 0, 1, 1, 0), Vector(0.5, 0.5), Vector(1, 1)));
            else
                Assert.True(double.IsFinite(entry.Solve(Dense(2, 0, 1, 1, 0), Vector(0.5, 0.5), Vector(1, 1)).Value));
        }

        // Forbidden: around it there is a way; nowhere is said to be nowhere, or to be not finite.
        if (!entry.Forbids)
            return;
        (double around, Status aroundStatus) = entry.Solve(Dense(2, 0, Infinite, Infinite, 0), null, null);
        Assert.True(double.IsFinite(around), $"{around}, {aroundStatus}");
        (_, Status nowhere) = entry.Solve(Dense(2, Infinite, Infinite, Infinite, Infinite), null, null);
        Assert.True(nowhere != Status.Converged || !entry.Balanced, nowhere.ToString());
    }

    [Theory, MemberData(nameof(PointNames))]
    public void Points_at_the_edge(string name)
    {
        Points entry = ByPoints[name];
        Tensor<double> one = Cloud(0.3, 0.4), three = Cloud(0.3, 0.4, 0.3, 0.4, 0.3, 0.4), pair = Cloud(0.1, 0.2, 0.5, 0.7);
        Assert.True(double.IsFinite(entry.Solve(one, one, null, null)));
        double same = entry.Solve(three, three, null, null);
        Assert.True(double.IsFinite(same));
        if (entry.Weighted)
            Assert.Equal(0, same, 1e-7);
        Assert.ThrowsAny<ArgumentException>(() => entry.Solve(Cloud(0.1, Nan, Nan, 0.2), pair, null, null));
        Assert.ThrowsAny<ArgumentException>(() => entry.Solve(Cloud(Infinite, Infinite, 0.1, 0.2), pair, null, null));
        Assert.ThrowsAny<ArgumentException>(() => entry.Solve(Tensor.Zeros<double>(0, 2), pair, null, null));
        if (!entry.Weighted)
            return;
        Assert.ThrowsAny<ArgumentException>(() => entry.Solve(pair, pair, Vector(0, 0), Vector(0.5, 0.5)));
        Assert.ThrowsAny<ArgumentException>(() => entry.Solve(pair, pair, Vector(-1, 2), Vector(0.5, 0.5)));
        Assert.ThrowsAny<ArgumentException>(() => entry.Solve(pair, pair, Vector(Nan, 2), Vector(0.5, 0.5)));
        Assert.True(double.IsFinite(entry.Solve(pair, pair, Vector(1, 0), Vector(0.5, 0.5))));
        if (entry.Balanced)
            Assert.ThrowsAny<ArgumentException>(() => entry.Solve(pair, pair, Vector(0.5, 0.5), Vector(1, 1)));
        else
            Assert.True(double.IsFinite(entry.Solve(pair, pair, Vector(0.5, 0.5), Vector(1, 1))));
    }

    [Fact]
    public void Densities_on_grids_and_masses_on_graphs_at_the_edge()
    {
        MathsIA.Operators.CsrMatrix<double> edges = MathsIA.Operators.CsrMatrix<double>.FromTriplets(3, 3, [0, 1], [1, 0], [1.0, 1]);
        Func<Tensor<double>, Tensor<double>, double>[] solvers =
        [
            (a, b) => new BenamouBrenier { Steps = 4, MaxIterations = 50 }.Solve(a, b).Value,
            (a, b) => new BeckmannTransport().Solve(a, b).Value,
            (a, b) => GraphTransport.Solve(edges, a, b).Value,
        ];
        foreach (Func<Tensor<double>, Tensor<double>, double> solve in solvers)
        {
            Assert.Equal(0, solve(Vector(0.2, 0.3, 0.5), Vector(0.2, 0.3, 0.5)), 1e-12);
            Assert.True(double.IsFinite(solve(Vector(1, 0, 0), Vector(0, 1, 0))));
            Assert.ThrowsAny<ArgumentException>(() => solve(Vector(0, 0, 0), Vector(1, 0, 0)));
            Assert.ThrowsAny<ArgumentException>(() => solve(Vector(Nan, 0, 1), Vector(1, 0, 0)));
            Assert.ThrowsAny<ArgumentException>(() => solve(Vector(-1, 0, 2), Vector(1, 0, 0)));
            Assert.ThrowsAny<ArgumentException>(() => solve(Vector(2, 0, 0), Vector(1, 0, 0)));
        }

        // No edge leads to the third vertex.
        Assert.Equal(Status.Infeasible, GraphTransport.Solve(edges, Vector(1, 0, 0), Vector(0, 0, 1)).Status);
    }

    private static (double Value, Status Status) Of(TransportResult<double> result) => (result.LinearCost, result.Status);

    private static (double Value, Status Status) Of(BarycenterResult<double> result) => (result.Masses.Sum(), result.Status) is { } found && double.IsFinite(found.Item1) && result.Value is { } value ? (value, found.Status) : default;

    private static Tensor<double> Even(ICostGeometry<double> costs) => Tensor.Full([costs.Columns], 1.0 / costs.Columns);

    private static DenseCost<double> Dense(int n, params double[] entries) => new(Tensor.From(entries).Reshape(n, n));

    private static Tensor<double> Vector(params double[] entries) => Tensor.From(entries);

    private static Tensor<double> Cloud(params double[] coordinates) => Tensor.From(coordinates).Reshape(coordinates.Length / 2, 2);
}
