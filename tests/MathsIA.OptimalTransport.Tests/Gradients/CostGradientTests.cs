namespace MathsIA.OptimalTransport.Tests;

/// <summary>The contract of a cost with a gradient: finite differences, weights that add up, and 0 where there is no slope.</summary>
public class CostGradientTests
{
    public static TheoryData<string> Costs => ["squared", "distance", "manhattan", "cubic", "largest", "power", "cosine", "periodic", "own"];

    [Theory, MemberData(nameof(Costs))]
    public void The_gradient_is_that_of_differences(string cost)
    {
        switch (cost)
        {
            case "squared": Check(default(SquaredEuclideanCost<double>)); break;
            case "distance": Check(default(EuclideanCost<double>)); break;
            case "manhattan": Check(default(LpCost<double>)); break;
            case "cubic": Check(new LpCost<double>(3, 1)); break;
            case "largest": Check(new LpCost<double>(double.PositiveInfinity, 1.5)); break;
            case "power": Check(new LpCost<double>(1.5, 2)); break;
            case "cosine": Check(default(CosineCost<double>)); break;
            case "periodic": Check(new PeriodicCost<double, LpCost<double>>(0.9, new(2.5, 2))); break;
            default: Check(default(HuberCost)); break;
        }
    }

    [Fact]
    public void Positions_move_down_the_gradient_of_any_cost_through_the_plan()
    {
        Tensor<double> x = Problems.Matrix(5, 3, 1) + 0.2, y = Problems.Matrix(4, 3, 2) + 0.1, a = Problems.Masses(5, 3), b = Problems.Masses(4, 4);
        Through(new LpCost<double>(3, 2));
        Through(default(CosineCost<double>));
        Through(default(HuberCost));

        void Through<TCost>(TCost cost) where TCost : struct, IDifferentiableCost<double>
        {
            TransportResult<double> Solve(Tensor<double> points) => new Sinkhorn { Epsilon = 0.1, Tolerance = 1e-13 }.Solve(new PointCloudCost<double, TCost>(points, y, cost), a, b);
            Tensor<double> gradient = TransportGradient.SourcePositions(Solve(x).Plan, x, y, cost);
            for (int k = 0; k < x.Length; k++)
                Assert.Equal(Formulas.Slope(h => Solve(Moved(x, k, h)).DualValue), gradient.AsSpan()[k], 1e-7);
        }
    }

    [Fact]
    public void Floats_agree_and_no_slope_is_0()
    {
        var gradient = new double[2];
        new LpCost<float>(3, 2).AddGradient([0.5f, -1f], [1.5f, 1f], 1, [2f], gradient);
        var expected = new double[2];
        new LpCost<double>(3, 2).AddGradient([0.5, -1], [1.5, 1], 1, [2], expected);
        Assert.Equal(expected[0], gradient[0], 1e-6);
        var none = new double[2];
        new LpCost<double>(1.5, 1).AddGradient([1, 2], [1, 2], 1, [1], none);
        default(CosineCost<double>).AddGradient([0, 0], [1, 2], 1, [1], none);
        default(CosineCost<double>).AddGradient([1, 2], [0, 0], 1, [1], none);
        Assert.Equal([0.0, 0], none);
    }

    private static void Check<TCost>(TCost cost) where TCost : struct, IDifferentiableCost<double>
    {
        const int Dimension = 3, Count = 7;
        double[] x = Problems.Uniform(Dimension, 5), y = Problems.Uniform(Dimension * Count, 6), weights = Problems.Uniform(Count, 8);
        var gradient = new double[Dimension];
        cost.AddGradient(x, y, Count, weights, gradient);
        for (int k = 0; k < Dimension; k++)
        {
            Assert.Equal(Formulas.Slope(h =>
            {
                double[] moved = [.. x];
                moved[k] += h;
                var costs = new double[Count];
                cost.Costs(moved, y, Count, costs);
                return costs.Zip(weights, (c, w) => c * w).Sum();
            }), gradient[k], 1e-7);
        }
    }

    private static Tensor<double> Moved(Tensor<double> at, int k, double step)
    {
        Tensor<double> moved = at.Clone();
        moved.AsSpan()[k] += step;
        return moved;
    }

    /// <summary>A cost of the caller's own: <c>Σ √(1 + d²) − 1</c>.</summary>
    private readonly record struct HuberCost : IDifferentiableCost<double>
    {
        public void Costs(ReadOnlySpan<double> source, ReadOnlySpan<double> targets, int stride, Span<double> destination)
        {
            for (int j = 0; j < destination.Length; j++)
            {
                destination[j] = 0;
                for (int k = 0; k < source.Length; k++)
                    destination[j] += Math.Sqrt(1 + Math.Pow(source[k] - targets[(k * stride) + j], 2)) - 1;
            }
        }

        public void AddGradient(ReadOnlySpan<double> source, ReadOnlySpan<double> targets, int stride, ReadOnlySpan<double> weights, Span<double> gradient)
        {
            for (int j = 0; j < weights.Length; j++)
            {
                for (int k = 0; k < source.Length; k++)
                {
                    double difference = source[k] - targets[(k * stride) + j];
                    gradient[k] += weights[j] * difference / Math.Sqrt(1 + (difference * difference));
                }
            }
        }
    }
}
