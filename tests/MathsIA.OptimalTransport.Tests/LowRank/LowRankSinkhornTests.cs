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

    [Fact]
    public void At_full_rank_the_cost_is_that_of_exact_transport()
    {
        Tensor<double> x = Problems.Matrix(12, 2, 5), y = Problems.Matrix(12, 2, 6);
        LowRankCost<double> costs = LowRankCost<double>.SquaredEuclidean(x, y);
        double exact = new NetworkSimplex().Solve(costs).LinearCost;
        double best = Enumerable.Range(0, 6).Min(seed => new LowRankSinkhorn { PlanRank = 12, Seed = seed, MaxIterations = 1000 }.Solve(costs).LinearCost);
        Assert.Equal(exact, best, 0.02 * exact);
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
}
