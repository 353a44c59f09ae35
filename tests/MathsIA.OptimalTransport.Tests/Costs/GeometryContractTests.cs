using MathsIA.Operators;

namespace MathsIA.OptimalTransport.Tests;

/// <summary>What every geometry owes: stretches and entries agree, and sums are those of the same costs kept as a matrix.</summary>
public class GeometryContractTests
{
    private static readonly Tensor<double> X = Problems.Matrix(24, 3, 1), Y = Problems.Matrix(35, 3, 2);

    public static TheoryData<string> All => [.. Geometries.Keys];

    private static readonly Dictionary<string, Func<ICostGeometry<double>>> Geometries = new(StringComparer.Ordinal)
    {
        ["squared"] = () => new PointCloudCost<double, SquaredEuclideanCost<double>>(X, Y),
        ["euclidean"] = () => new PointCloudCost<double, EuclideanCost<double>>(X, Y),
        ["manhattan"] = () => new PointCloudCost<double, LpCost<double>>(X, Y),
        ["l3"] = () => new PointCloudCost<double, LpCost<double>>(X, Y, new(3, 1.5)),
        ["chebyshev"] = () => new PointCloudCost<double, LpCost<double>>(X, Y, new(double.PositiveInfinity, 1)),
        ["cosine"] = () => new PointCloudCost<double, CosineCost<double>>(X, Y),
        ["low rank"] = () => LowRankCost<double>.SquaredEuclidean(X, Y),
        ["grid 1-D"] = () => new GridCost<double>(GridAxis<double>.Regular(30, 0.1)),
        ["grid 2-D"] = () => new GridCost<double>(new GridAxis<double>(Problems.Matrix(4, 6, 3)), GridAxis<double>.Regular(5, 0.2, 1, periodic: true)),
        ["grid 3-D"] = () => new GridCost<double>(GridAxis<double>.Regular(3, 0.3, 1.5), new GridAxis<double>(Problems.Matrix(4, 2, 4)), GridAxis<double>.Regular(5, 0.2)),
        ["sparse"] = () => new SparseCost<double>(CsrMatrix<double>.FromTriplets(4, 5, [0, 0, 1, 2, 2, 3, 3], [0, 3, 1, 2, 4, 0, 1], [0.5, 0, 1.5, 0.2, 0.7, 1, 0.1])),
        ["graph"] = () => new GraphCost<double>(Ring(12), power: 2),
        ["factored"] = () => new FactoredKernelCost<double>(Problems.Matrix(20, 4, 5), Problems.Matrix(13, 4, 6), 0.1),
    };

    [Theory, MemberData(nameof(All))]
    public void Stretches_and_entries_agree_with_the_dense_matrix(string name)
    {
        ICostGeometry<double> costs = Geometries[name]();
        var buffer = new double[costs.Columns];
        for (int i = 0; i < costs.Rows; i++)
        {
            double[] whole = costs.Row(i, 0, buffer).ToArray();
            for (int j = 0; j < costs.Columns; j++)
                Assert.Equal(whole[j], costs.Entry(i, j), 1e-15);
            int start = costs.Columns / 3, length = costs.Columns / 2;
            double[] part = costs.Row(i, start, new double[length]).ToArray();
            for (int j = 0; j < length; j++)
                Assert.Equal(whole[start + j], part[j], 1e-15);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => costs.Entry(costs.Rows, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => costs.Entry(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => costs.Row(0, 1, new double[costs.Columns]).Length);
    }

    [Theory, MemberData(nameof(All))]
    public void Sums_are_those_of_the_dense_matrix(string name)
    {
        ICostGeometry<double> costs = Geometries[name](), dense = Dense(costs);
        foreach (double epsilon in new[] { 0.1, 1.0 })
        {
            foreach (bool transposed in new[] { false, true })
            {
                (int from, int to) = transposed ? (costs.Rows, costs.Columns) : (costs.Columns, costs.Rows);
                double[] heights = [.. Problems.Uniform(from, 7).Select(u => 4 * u)];
                heights[0] = double.NegativeInfinity;
                Compare(d => Gibbs.SoftMinimum(costs, heights, epsilon, transposed, d), d => Gibbs.SoftMinimum(dense, heights, epsilon, transposed, d), to);
                double[] x = Problems.Uniform(from, 8);
                Compare(d => Gibbs.Product(costs, x, epsilon, transposed, d), d => Gibbs.Product(dense, x, epsilon, transposed, d), to);
            }
        }

        if (costs is not IStructuredCost<double> structured)
            return;
        double[] h = Problems.Uniform(costs.Columns, 9), weights = [.. h.Select(v => v < 0.3 ? 0 : v)], soft = new double[costs.Rows], mean = new double[costs.Rows], least = new double[costs.Rows], filled = new double[costs.Rows];
        RowStatistics.Run(dense, h, 0.1, soft, mean, default, default, h, least, weights, filled, null);
        Compare(d => structured.MeanCosts(h, 0.1, d), d => mean.CopyTo(d, 0), costs.Rows);
        Compare(d => structured.LeastCosts(h, d), d => least.CopyTo(d, 0), costs.Rows);
        Compare(d => structured.CostProduct(weights, d), d => filled.CopyTo(d, 0), costs.Rows);
        Assert.Throws<ShapeMismatchException>(() => structured.SoftMinimum(new double[costs.Columns + 1], 1, false, new double[costs.Rows]));
        Assert.Throws<ShapeMismatchException>(() => structured.KernelProduct(h, 1, false, new double[costs.Rows + 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => structured.SoftMinimum(h, 0, false, new double[costs.Rows]));
    }

    [Theory, MemberData(nameof(All))]
    public void Sinkhorn_finds_what_it_finds_with_the_dense_matrix(string name)
    {
        ICostGeometry<double> costs = Geometries[name]();
        if (name == "sparse")
            return;
        var solver = new Sinkhorn { Epsilon = 0.1, Tolerance = 1e-11 };
        TransportResult<double> expected = solver.Solve(Dense(costs)), result = solver.Solve(costs);
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(expected.LinearCost, result.LinearCost, 1e-9);
        Assert.Equal(expected.KlValue!.Value, result.KlValue!.Value, 1e-9);
        Assert.Equal(expected.EntropicValue!.Value, result.EntropicValue!.Value, 1e-9);
        Assert.Equal(expected.DualValue, result.DualValue, 1e-9);
        Assert.Equal(expected.LowerBound, result.LowerBound, 1e-8);
        Assert.Equal(expected.UpperBound, result.UpperBound, 1e-8);
        Assert.InRange(result.Gap, -1e-12, 1e-8);
    }

    [Fact]
    public void A_sparse_geometry_keeps_the_plan_on_its_arcs()
    {
        // A band: every vertex reaches itself and its neighbours.
        int n = 20;
        (int I, int J)[] arcs = [.. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) where Math.Abs(i - j) <= 1 select (i, j)];
        var costs = new SparseCost<double>(CsrMatrix<double>.FromTriplets(n, n, [.. arcs.Select(a => a.I)], [.. arcs.Select(a => a.J)], Problems.Uniform(arcs.Length, 3)));
        Assert.Equal(arcs.Length, costs.ArcCount);
        TransportResult<double> result = new Sinkhorn { Epsilon = 0.2, Tolerance = 1e-10 }.Solve(costs), dense = new Sinkhorn { Epsilon = 0.2, Tolerance = 1e-10 }.Solve(Dense(costs));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(dense.KlValue!.Value, result.KlValue!.Value, 1e-9);
        Assert.Equal(0, result.Plan.ToDense()[0, 5]);
    }

    [Fact]
    public void Distances_on_a_ring_go_the_shorter_way_round()
    {
        var ring = new GraphCost<double>(Ring(12));
        var grid = new GridCost<double>(GridAxis<double>.Regular(12, 1, 1, periodic: true));
        for (int i = 0; i < 12; i++)
        {
            for (int j = 0; j < 12; j++)
                Assert.Equal(grid.Entry(i, j), ring.Entry(i, j), 1e-14);
        }

        var apart = new GraphCost<double>(CsrMatrix<double>.FromTriplets(3, 3, [0, 1], [1, 0], [2.0, 2]), sources: [0], targets: [2, 1]);
        Assert.Equal(double.PositiveInfinity, apart.Entry(0, 0));
        Assert.Equal(2, apart.Entry(0, 1));
    }

    [Fact]
    public void Distances_of_points_are_those_of_their_definitions()
    {
        Tensor<double> x = Tensor.From([0.0, 0, 3, -4]).Reshape(2, 2), y = Tensor.From([3.0, 4, 0, 0]).Reshape(2, 2);
        Assert.Equal(7, new PointCloudCost<double, LpCost<double>>(x, y).Entry(0, 0), 1e-15);
        Assert.Equal(4, new PointCloudCost<double, LpCost<double>>(x, y, new(double.PositiveInfinity, 1)).Entry(0, 0), 1e-15);
        Assert.Equal(27 + 64, new PointCloudCost<double, LpCost<double>>(x, y, new(3, 3)).Entry(0, 0), 1e-12);
        Assert.Equal(1 - ((9 - 16) / 25.0), new PointCloudCost<double, CosineCost<double>>(x, y).Entry(1, 0), 1e-15);
        Assert.Equal(1, new PointCloudCost<double, CosineCost<double>>(x, y).Entry(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("p", () => new LpCost<double>(0.5, 1));
        Assert.Throws<ArgumentOutOfRangeException>("power", () => new LpCost<double>(2, 0));
    }

    [Fact]
    public void Bad_geometries_are_refused_by_name()
    {
        double nan = double.NaN;
        Assert.Throws<ArgumentOutOfRangeException>("costs", () => new DenseCost<double>(Tensor.From([1, nan]).Reshape(1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>("sources", () => new PointCloudCost<double, EuclideanCost<double>>(Tensor.From([nan]).Reshape(1, 1), Tensor.From([1.0]).Reshape(1, 1)));
        Assert.Throws<ShapeMismatchException>(() => new PointCloudCost<double, EuclideanCost<double>>(X, Problems.Matrix(2, 2, 1)));
        Assert.Throws<ShapeMismatchException>(() => new LowRankCost<double>(X, Problems.Matrix(2, 2, 1)));
        Assert.Throws<ArgumentException>("axes", () => new GridCost<double>());
        Assert.Throws<ArgumentOutOfRangeException>("axes", () => new GridCost<double>([.. Enumerable.Repeat(GridAxis<double>.Regular(1500, 1), 3)]));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => GridAxis<double>.Regular(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("spacing", () => GridAxis<double>.Regular(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>("costs", () => new SparseCost<double>(CsrMatrix<double>.FromTriplets(1, 1, [0], [0], [nan])));
        Assert.Throws<ArgumentOutOfRangeException>("edges", () => new GraphCost<double>(CsrMatrix<double>.FromTriplets(1, 1, [0], [0], [-1.0])));
        Assert.Throws<ShapeMismatchException>(() => new GraphCost<double>(CsrMatrix<double>.FromTriplets(1, 2, [0], [0], [1.0])));
        Assert.Throws<ArgumentOutOfRangeException>("sources", () => new GraphCost<double>(Ring(3), sources: [3]));
        Assert.Throws<ArgumentOutOfRangeException>("left", () => new FactoredKernelCost<double>(Tensor.From([-1.0]).Reshape(1, 1), Tensor.From([1.0]).Reshape(1, 1), 1));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new FactoredKernelCost<double>(Problems.Matrix(2, 2, 1), Problems.Matrix(2, 2, 1), 0));
    }

    [Fact]
    public void A_scale_is_the_largest_mean_or_median_of_the_finite_costs()
    {
        var costs = new DenseCost<double>(Tensor.From([1.0, double.PositiveInfinity, 4, 2, 9, 3]).Reshape(2, 3));
        Assert.Equal(1, CostScale.Of(costs, CostUnit.One));
        Assert.Equal(9, CostScale.Of(costs, CostUnit.Largest));
        Assert.Equal(3.8, CostScale.Of(costs, CostUnit.Mean), 1e-15);
        Assert.Equal(3, CostScale.Of(costs, CostUnit.Median));
        Assert.Equal(1, CostScale.Of(new DenseCost<double>(Tensor.Zeros<double>(2, 2)), CostUnit.Largest));
    }

    [Fact]
    public void Measures_check_their_points_and_masses()
    {
        var uniform = new Measure<double>(X);
        Assert.Equal(1, uniform.Mass, 1e-12);
        var twice = new Measure<double>(X, 2 * uniform.Weights);
        Assert.Equal(2, twice.Mass, 1e-12);
        Assert.Equal(1, twice.Normalized().Mass, 1e-12);
        Assert.Equal(new PointCloudCost<double, EuclideanCost<double>>(X, Y).Entry(2, 3), uniform.CostTo<EuclideanCost<double>>(new Measure<double>(Y)).Entry(2, 3));
        Assert.Throws<ShapeMismatchException>(() => new Measure<double>(X, Tensor.Ones<double>(3)));
        Assert.Throws<ShapeMismatchException>(() => new Measure<double>(Tensor.Zeros<double>(0, 2)));
        Assert.Throws<ArgumentOutOfRangeException>("weights", () => new Measure<double>(Tensor.Zeros<double>(1, 2), Tensor.From([-1.0])));
        Assert.Throws<ArgumentException>("weights", () => new Measure<double>(Tensor.Zeros<double>(1, 2), Tensor.From([0.0])));
    }

    private static CsrMatrix<double> Ring(int n) => CsrMatrix<double>.FromTriplets(
        n, n, [.. Enumerable.Range(0, n), .. Enumerable.Range(0, n)], [.. Enumerable.Range(0, n).Select(i => (i + 1) % n), .. Enumerable.Range(0, n).Select(i => (i + n - 1) % n)], [.. Enumerable.Repeat(1.0, 2 * n)]);

    private static DenseCost<double> Dense(ICostGeometry<double> costs)
    {
        double[] entries = [.. from i in Enumerable.Range(0, costs.Rows) from j in Enumerable.Range(0, costs.Columns) select costs.Entry(i, j)];
        return new(Tensor.From(entries).Reshape(costs.Rows, costs.Columns));
    }

    private static void Compare(Action<double[]> actual, Action<double[]> expected, int length)
    {
        double[] x = new double[length], y = new double[length];
        actual(x);
        expected(y);
        for (int i = 0; i < length; i++)
        {
            if (double.IsInfinity(y[i]))
                Assert.Equal(y[i], x[i]);
            else
                Assert.Equal(y[i], x[i], 1e-12 * (1 + Math.Abs(y[i])));
        }
    }
}
