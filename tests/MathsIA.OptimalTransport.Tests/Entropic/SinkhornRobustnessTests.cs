namespace MathsIA.OptimalTransport.Tests;

public class SinkhornRobustnessTests
{
    [Theory]
    [InlineData(EntropicForm.Logarithmic), InlineData(EntropicForm.Kernel)]
    public void Small_epsilon_ends_with_finite_numbers_and_true_bounds(EntropicForm form)
    {
        // Two clouds far apart: finding 3 of the field, where a plain kernel underflows to nothing.
        Tensor<double> x = Problems.Matrix(50, 2, 1), y = Problems.Matrix(50, 2, 2) + 3;
        var costs = new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);
        double exact = new NetworkSimplex().Solve(costs).LinearCost;
        foreach (Acceleration acceleration in Enum.GetValues<Acceleration>())
        {
            foreach (double epsilon in new[] { 1e-3, 1e-5, 1e-8, 1e-12 })
            {
                foreach (double scaling in new[] { 1, 0.5 })
                {
                    TransportResult<double> result = new Sinkhorn { Epsilon = epsilon, MaxIterations = 300, Form = form, Acceleration = acceleration, Scaling = scaling }.Solve(costs);
                    Assert.True(double.IsFinite(result.LinearCost + result.KlValue!.Value + result.EntropicValue!.Value + result.DualValue + result.Gap + result.MarginalError));
                    Assert.True(result.LowerBound <= exact + 1e-9 && exact <= result.UpperBound + 1e-9);
                    Assert.True(result.Status is Status.Converged or Status.IterationLimit or Status.Stalled);
                }
            }
        }
    }

    [Theory]
    [InlineData(EntropicForm.Logarithmic), InlineData(EntropicForm.Kernel)]
    public void What_cannot_be_transported_is_said_to_be_infeasible(EntropicForm form)
    {
        double inf = double.PositiveInfinity;
        foreach (double[] c in new[] { new[] { 1.0, 2, inf, inf }, [1.0, inf, 2, inf] })
        {
            TransportResult<double> result = new Sinkhorn { Epsilon = 0.1, MaxIterations = 50, Form = form }.Solve(new DenseCost<double>(Tensor.From(c).Reshape(2, 2)));
            Assert.NotEqual(Status.Converged, result.Status);
            Assert.False(double.IsNaN(result.LinearCost + result.MarginalError + result.Gap));
            Assert.True(result.MarginalError > 0.1);
        }
    }

    [Fact]
    public void Bad_problems_are_refused_by_name()
    {
        var costs = new DenseCost<double>(Problems.Matrix(3, 2, 1));
        var solver = new Sinkhorn { Epsilon = 1 };
        Assert.Throws<ArgumentNullException>("costs", () => solver.Solve<double>(null!));
        Assert.Throws<ShapeMismatchException>(() => solver.Solve(costs, Tensor.Ones<double>(2)));
        Assert.Throws<ArgumentOutOfRangeException>("source", () => solver.Solve(costs, Tensor.From([0.5, -0.5, 1])));
        Assert.Throws<ArgumentOutOfRangeException>("target", () => solver.Solve(costs, null, Tensor.From([double.NaN, 1])));
        Assert.Throws<ArgumentException>("target", () => solver.Solve(costs, Tensor.From([1.0, 1, 1]), Tensor.From([1.0, 1])));
        Assert.Throws<ArgumentException>("source", () => solver.Solve(costs, Tensor.Zeros<double>(3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sinkhorn { Epsilon = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sinkhorn { Epsilon = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Greenkhorn { Epsilon = -1 });
        Assert.Throws<MemoryLimitException>(() => new Sinkhorn { Epsilon = 1, Form = EntropicForm.Kernel }.Solve(costs, context: new() { MemoryLimit = 8 }));
    }

    [Fact]
    public void Cancelling_brings_the_answer_so_far_and_progress_is_told()
    {
        var costs = new DenseCost<double>(Problems.Matrix(30, 30, 1));
        using var source = new CancellationTokenSource();
        int told = 0;
        var progress = new Watcher(p =>
        {
            if (++told == 5)
                source.Cancel();
        });
        TransportResult<double> result = new Sinkhorn { Epsilon = 1e-4, Progress = progress, RecordTrace = true }.Solve(costs, cancellationToken: source.Token);
        Assert.Equal(Status.Cancelled, result.Status);
        Assert.Equal(5, result.Iterations);
        Assert.Equal(5, result.Trace.Count);
        Assert.True(double.IsFinite(result.Gap));
    }

    [Theory]
    [InlineData(EntropicForm.Logarithmic), InlineData(EntropicForm.Kernel)]
    public void A_sweep_allocates_nothing(EntropicForm form)
    {
        var costs = new DenseCost<double>(Problems.Matrix(90, 70, 1));
        Allocations.MustNotGrow(sweeps => new Sinkhorn { Epsilon = 0.01, Tolerance = 1e-300, MaxIterations = sweeps, Scaling = 1, Form = form }.Solve(costs, context: ComputeContext.SingleThread));
    }

    [Theory]
    [InlineData(EntropicForm.Logarithmic), InlineData(EntropicForm.Kernel)]
    public void On_two_threads_a_sweep_allocates_nothing_either(EntropicForm form)
    {
        var costs = new DenseCost<double>(Problems.Matrix(100, 1000, 1));
        long Bytes(int sweeps)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            new Sinkhorn { Epsilon = 0.01, Tolerance = 1e-300, MaxIterations = sweeps, Scaling = 1, Form = form }.Solve(costs, context: new() { DegreeOfParallelism = 2 });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // A loop that a late thread still holds cannot be used again: one more of them is made, once.
        Bytes(105);
        Assert.InRange(Enumerable.Range(0, 10).Min(_ => Bytes(105) - Bytes(5)), -100_000, 0);
    }

    [Fact]
    public void A_pivot_allocates_nothing()
    {
        var costs = new DenseCost<double>(Problems.Matrix(200, 200, 1));
        // The size of the answer depends on the basis by a little.
        long Bytes(int pivots)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            new NetworkSimplex { MaxIterations = pivots }.Solve(costs);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Bytes(10);
        Assert.InRange(Bytes(700) - Bytes(10), -5000, 5000);
    }

    [Theory]
    [InlineData(EntropicForm.Logarithmic, Acceleration.OverRelaxation), InlineData(EntropicForm.Kernel, Acceleration.OverRelaxation), InlineData(EntropicForm.Logarithmic, Acceleration.Newton)]
    [InlineData(EntropicForm.Logarithmic, Acceleration.Anderson), InlineData(EntropicForm.Kernel, Acceleration.Anderson)]
    public void Any_number_of_threads_gives_the_same_bits(EntropicForm form, Acceleration acceleration)
    {
        var costs = new DenseCost<double>(Problems.Matrix(150, 90, 4));
        TransportResult<double> Run(int threads) => new Sinkhorn { Epsilon = 0.03, MaxIterations = 60, Form = form, Acceleration = acceleration }.Solve(costs, context: new() { DegreeOfParallelism = threads });
        TransportResult<double> one = Run(1), many = Run(7);
        Assert.Equal(one.TargetPotentials.ToArray(), many.TargetPotentials.ToArray());
        Assert.Equal(one.Gap, many.Gap);
        Assert.Equal(one.Plan.ToDense().ToArray(), many.Plan.ToDense().ToArray());
        Tensor<double> values = Problems.Matrix(90, 2, 5), back = Problems.Matrix(150, 2, 6);
        Assert.Equal(one.Plan.Apply(values).ToArray(), many.Plan.Apply(values).ToArray());
        Assert.Equal(one.Plan.ApplyTransposed(back).ToArray(), many.Plan.ApplyTransposed(back).ToArray());
    }

    [Fact]
    public void A_plan_applied_is_its_matrix_applied()
    {
        var costs = new DenseCost<double>(Problems.Matrix(50, 41, 4));
        ITransportPlan<double> plan = new Sinkhorn { Epsilon = 0.05 }.Solve(costs, Problems.Masses(50, 2), Problems.Masses(41, 3)).Plan;
        Tensor<double> dense = plan.ToDense(), values = Problems.Matrix(41, 3, 5), back = Problems.Matrix(50, 3, 6);
        Tensor<double> forward = plan.Apply(values), backward = plan.ApplyTransposed(back);
        for (int i = 0; i < 50; i++)
            Assert.Equal(Enumerable.Range(0, 41).Sum(j => dense[i, j] * values[j, 1]), forward[i, 1], 1e-14);
        for (int j = 0; j < 41; j++)
            Assert.Equal(Enumerable.Range(0, 50).Sum(i => dense[i, j] * back[i, 2]), backward[j, 2], 1e-14);
    }

    [Fact]
    public void Twenty_thousand_points_take_less_than_50_MB()
    {
        Small<float>();
        Small<double>();

        static void Small<T>() where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            const int N = 20_000;
            var costs = new PointCloudCost<T, SquaredEuclideanCost<T>>(Problems.Matrix(N, 3, 1).To<T>(), Problems.Matrix(N, 3, 2).To<T>());
            long before = GC.GetAllocatedBytesForCurrentThread();
            TransportResult<T> result = new Sinkhorn { Epsilon = 0.1, MaxIterations = 1, Scaling = 1 }.Solve(costs, context: ComputeContext.SingleThread);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 50_000_000);
            Assert.Equal(EntropicForm.Logarithmic, result.Form);
            Assert.True(result.LowerBound <= result.UpperBound);
        }
    }

    private sealed class Watcher(Action<SinkhornProgress> told) : IProgress<SinkhornProgress>
    {
        public void Report(SinkhornProgress value) => told(value);
    }
}
