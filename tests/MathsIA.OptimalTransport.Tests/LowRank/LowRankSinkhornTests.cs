namespace MathsIA.OptimalTransport.Tests;

public class LowRankSinkhornTests
{
    [Theory]
    [InlineData(1), InlineData(3), InlineData(8)]
    public void The_factors_are_couplings_and_the_cost_is_that_of_the_plan(int rank)
    {
        Tensor<double> x = Problems.Matrix(30, 2, 1), y = Problems.Matrix(25, 2, 2), a = Problems.Masses(30, 3), b = Problems.Masses(25, 4);
        LowRankCost<double> costs = LowRankCost<double>.SquaredEuclidean(x, y);
        LowRankTransportResult<double> result = new LowRankSinkhorn { PlanRank = rank }.Solve(costs, a, b);
        Tensor<double> plan = result.Plan.ToDense();
        double cost = 0;
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(a[i], Enumerable.Range(0, 25).Sum(j => plan[i, j]), 1e-13);
            cost += Enumerable.Range(0, 25).Sum(j => plan[i, j] * costs.Entry(i, j));
        }

        Assert.Equal(cost, result.LinearCost, 1e-12);
        Assert.InRange(result.MarginalError, 0, 1e-12);
        Assert.Equal(plan.MatMul(y).ToArray(), result.Plan.Apply(y).ToArray(), (p, q) => Math.Abs(p - q) < 1e-14);
        Assert.Equal(plan.Transpose().MatMul(x).ToArray(), result.Plan.ApplyTransposed(x).ToArray(), (p, q) => Math.Abs(p - q) < 1e-14);
        double exact = new NetworkSimplex().Solve(costs, a, b).LinearCost;
        Assert.True(result.LinearCost >= exact - 1e-12);
    }

    [Theory]
    [InlineData(12, 12), InlineData(14, 9), InlineData(8, 15)]
    public void At_full_rank_it_is_exact_transport_and_certified(int n, int m)
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            Tensor<double> x = Problems.Matrix(n, 2, seed), y = Problems.Matrix(m, 2, seed + 50), a = Problems.Masses(n, seed + 100), b = Problems.Masses(m, seed + 150);
            foreach (ICostGeometry<double> costs in new ICostGeometry<double>[] { LowRankCost<double>.SquaredEuclidean(x, y), new PointCloudCost<double, EuclideanCost<double>>(x, y) })
            {
                double exact = new NetworkSimplex().Solve(costs, a, b).LinearCost;
                LowRankTransportResult<double> result = new LowRankSinkhorn { PlanRank = Math.Min(n, m), MaxIterations = 50 }.Solve(costs, a * 2, b * 2);
                Assert.Equal(2 * exact, result.LinearCost, 1e-9);
                Assert.InRange(result.Gap!.Value, -1e-12, 1e-9);
                Assert.Equal(Status.Converged, result.Status);
                Feasible(costs, result);
                Assert.Equal(result.LowerBound!.Value, 2 * (Dot(a, result.SourcePotentials!) + Dot(b, result.TargetPotentials!)), 1e-12);
            }
        }
    }

    [Fact]
    public void At_any_rank_the_bounds_hold_the_exact_cost_and_refinement_never_costs()
    {
        for (ulong seed = 0; seed < 3; seed++)
        {
            Tensor<double> x = Problems.Matrix(30, 4, seed), y = Problems.Matrix(25, 4, seed + 50), a = Problems.Masses(30, seed + 100), b = Problems.Masses(25, seed + 150);
            LowRankCost<double> costs = LowRankCost<double>.SquaredEuclidean(x, y);
            double exact = new NetworkSimplex().Solve(costs, a, b).LinearCost;
            foreach (int rank in new[] { 1, 4 })
            {
                LowRankTransportResult<double> result = new LowRankSinkhorn { PlanRank = rank, MaxIterations = 60 }.Solve(costs, a, b);
                Assert.InRange(exact, result.LowerBound!.Value - 1e-12, result.LinearCost + 1e-12);
                Assert.True(result.LinearCost <= new LowRankSinkhorn { PlanRank = rank, MaxIterations = 60, Refinements = 0 }.Solve(costs, a, b).LinearCost + 1e-12);
                Feasible(costs, result);
            }
        }
    }

    [Fact]
    public void Kernel_logarithms_stream_and_costs_and_kernels_of_full_rank_agree()
    {
        const double Epsilon = 0.05;
        Tensor<double> x = Problems.Matrix(20, 3, 1), y = Problems.Matrix(17, 3, 2), a = Problems.Masses(20, 3), b = Problems.Masses(17, 4);
        var stream = new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);
        Tensor<double> c = Tensor.From([.. from i in Enumerable.Range(0, 20) from j in Enumerable.Range(0, 17) select stream.Entry(i, j)]).Reshape(20, 17);
        TransportResult<double> Solve(ICostGeometry<double> costs, EntropicForm form, double scaling = 0.5) =>
            new Sinkhorn { Epsilon = Epsilon, Tolerance = 1e-12, Form = form, Scaling = scaling, MaxIterations = 100_000 }.Solve(costs, a, b);
        TransportResult<double> expected = Solve(new DenseCost<double>(c), EntropicForm.Logarithmic, 1);
        TransportResult<double>[] others =
        [
            Solve(new DenseCost<double>(c), EntropicForm.Kernel, 1), Solve(new DenseCost<double>(c), EntropicForm.Logarithmic), Solve(stream, EntropicForm.Logarithmic),
            Solve(LowRankCost<double>.SquaredEuclidean(x, y), EntropicForm.Logarithmic), Solve(new LowRankCost<double>(c, Tensor.Eye<double>(17)), EntropicForm.Logarithmic),
            Solve(new FactoredKernelCost<double>((c * (-1 / Epsilon)).Exp(), Tensor.Eye<double>(17), Epsilon), EntropicForm.Logarithmic),
        ];
        foreach (TransportResult<double> other in others)
        {
            Assert.Equal(Status.Converged, other.Status);
            Assert.Equal(expected.LinearCost, other.LinearCost, 1e-10);
            Assert.Equal(expected.KlValue!.Value, other.KlValue!.Value, 1e-10);
            Assert.Equal(expected.DualValue, other.DualValue, 1e-10);
        }
    }

    [Fact]
    public void Rank_1_is_the_product_and_more_rank_costs_less()
    {
        Tensor<double> x = Problems.Matrix(40, 3, 7), y = Problems.Matrix(30, 3, 8) + 0.5;
        LowRankCost<double> costs = LowRankCost<double>.SquaredEuclidean(x, y);
        double product = Enumerable.Range(0, 40).Sum(i => Enumerable.Range(0, 30).Sum(j => costs.Entry(i, j))) / 1200;
        double Cost(int rank) => new LowRankSinkhorn { PlanRank = rank, MaxIterations = 60 }.Solve(costs).LinearCost;
        Assert.Equal(product, Cost(1), 1e-9);
        Assert.True(Cost(2) < product && Cost(10) < Cost(2));
    }

    [Fact]
    public void Factored_and_dense_costs_give_the_same_answer_and_any_unit_does()
    {
        Tensor<double> x = Problems.Matrix(20, 2, 9), y = Problems.Matrix(22, 2, 10);
        LowRankCost<double> factored = LowRankCost<double>.SquaredEuclidean(x, y);
        var cloud = new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);
        var solver = new LowRankSinkhorn { PlanRank = 4, MaxIterations = 100 };
        Assert.Equal(solver.Solve(factored).LinearCost, solver.Solve(cloud).LinearCost, 1e-9);
        Assert.Equal(1e6 * solver.Solve(factored).LinearCost, solver.Solve(LowRankCost<double>.SquaredEuclidean(x * 1e3, y * 1e3)).LinearCost, 1e-2);
        for (int i = 0; i < 20; i++)
            Assert.Equal(cloud.Entry(i, 21), factored.Entry(i, 21), 1e-13);
        Assert.Equal(solver.Solve(factored).LinearCost, solver.Solve(LowRankCost<float>.SquaredEuclidean(x.To<float>(), y.To<float>())).LinearCost, 1e-4);
    }

    [Fact]
    public void Clusters_are_found_by_the_rank_they_need()
    {
        // Three clusters go to three others: the plan has rank 3, and its intermediate points are the clusters.
        Tensor<double> near = Problems.Matrix(30, 2, 11) * 0.01, far = Problems.Matrix(30, 2, 12) * 0.01;
        for (int i = 0; i < 30; i++)
        {
            near[i, 0] += i % 3;
            far[i, 0] += i % 3;
            far[i, 1] += 5;
        }

        double exact = new NetworkSimplex().Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(near, far)).LinearCost;
        double low = Enumerable.Range(0, 4).Min(seed => new LowRankSinkhorn { PlanRank = 3, Seed = seed }.Solve(LowRankCost<double>.SquaredEuclidean(near, far)).LinearCost);
        Assert.InRange(low - exact, -1e-12, 1e-3);
    }

    [Fact]
    public void Threads_stops_and_bad_input()
    {
        Tensor<double> x = Problems.Matrix(300, 2, 9), y = Problems.Matrix(280, 2, 10);
        LowRankCost<double> costs = LowRankCost<double>.SquaredEuclidean(x, y);
        var solver = new LowRankSinkhorn { PlanRank = 5, MaxIterations = 10 };
        Assert.Equal(solver.Solve(costs, context: ComputeContext.SingleThread).Plan.SourceFactor.ToArray(), solver.Solve(costs, context: new ComputeContext { DegreeOfParallelism = 7 }).Plan.SourceFactor.ToArray());
        Assert.Equal(Status.IterationLimit, solver.Solve(costs).Status);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(Status.Cancelled, solver.Solve(costs, cancellationToken: cancelled.Token).Status);
        Assert.Throws<ArgumentNullException>("costs", () => solver.Solve<double>(null!));
        Assert.Throws<ArgumentOutOfRangeException>("PlanRank", () => new LowRankSinkhorn { PlanRank = 0 });
    }

    private static void Feasible(ICostGeometry<double> costs, LowRankTransportResult<double> result)
    {
        for (int i = 0; i < costs.Rows; i++)
        {
            for (int j = 0; j < costs.Columns; j++)
                Assert.True(result.SourcePotentials![i] + result.TargetPotentials![j] <= costs.Entry(i, j) + 1e-12);
        }
    }

    private static double Dot(Tensor<double> masses, Tensor<double> potentials) => (masses * potentials).Sum();
}
