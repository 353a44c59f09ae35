using CsCheck;

namespace MathsIA.OptimalTransport.Tests;

public class SinkhornDivergenceTests
{
    [Fact]
    public void At_least_0_and_0_for_equal_measures_in_any_order()
    {
        Gen.Select(Gen.Int[1, 15], Gen.Int[1, 15], Gen.Double[-2, 1], Gen.ULong, Gen.Bool).Sample((n, m, exponent, seed, isUnbalanced) =>
        {
            var divergence = new SinkhornDivergence { Epsilon = Math.Pow(10, exponent), Tolerance = 1e-9, Penalty = isUnbalanced ? new KullbackLeiblerPenalty(0.5) : null };
            Tensor<double> x = Problems.Matrix(n, 2, seed), y = Problems.Matrix(m, 2, seed + 1), a = Problems.Masses(n, seed + 2);
            int[] order = [.. Enumerable.Range(0, n).Reverse()];
            Tensor<double> shuffled = Tensor.From([.. order.SelectMany(i => new[] { x[i, 0], x[i, 1] })]).Reshape(n, 2);
            double other = divergence.Solve<double, SquaredEuclideanCost<double>>(x, y, default, a, Problems.Masses(m, seed + 3)).Value;
            double same = divergence.Solve<double, SquaredEuclideanCost<double>>(x, shuffled, default, a, Tensor.From([.. order.Select(i => a[i])])).Value;
            return other > -1e-8 && Math.Abs(same) < 1e-7;
        }, seed: "0000Kp3Z7Hq1", iter: 40);
    }

    [Fact]
    public void Small_epsilon_gives_transport_and_large_epsilon_half_the_energy_distance()
    {
        Tensor<double> x = Problems.Matrix(15, 2, 1), y = Problems.Matrix(12, 2, 2) + 0.4;
        double exact = new NetworkSimplex().Solve(new PointCloudCost<double, EuclideanCost<double>>(x, y)).LinearCost;
        Assert.Equal(exact, new SinkhornDivergence { Epsilon = 1e-3, Tolerance = 1e-7, MaxIterations = 100_000 }.Solve<double, EuclideanCost<double>>(x, y).Value, 2e-3);
        Assert.Equal(MaximumMeanDiscrepancy.EnergyDistance(x, y) / 2, new SinkhornDivergence { Epsilon = 1e4, Tolerance = 1e-12 }.Solve<double, EuclideanCost<double>>(x, y).Value, 1e-4);
    }

    [Fact]
    public void Two_Diracs_are_as_far_apart_as_their_points()
    {
        SinkhornDivergenceResult<double> result = new SinkhornDivergence { Epsilon = 0.3 }.Solve<double, SquaredEuclideanCost<double>>(Tensor.From([0.0, 1]).Reshape(1, 2), Tensor.From([2.0, 0]).Reshape(1, 2));
        Assert.Equal(5, result.Value, 1e-12);
        Assert.Equal([-4.0, 2], result.SourcePositions<SquaredEuclideanCost<double>>(Tensor.From([0.0, 1]).Reshape(1, 2), Tensor.From([2.0, 0]).Reshape(1, 2)).ToArray());
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Gradients_are_those_of_differences(bool isUnbalanced)
    {
        var divergence = new SinkhornDivergence { Epsilon = 0.2, Tolerance = 1e-13, Penalty = isUnbalanced ? new KullbackLeiblerPenalty(0.7) : null };
        Tensor<double> x = Problems.Matrix(5, 2, 1), y = Problems.Matrix(4, 2, 2) + 0.2, a = Problems.Masses(5, 3), b = Problems.Masses(4, 4);
        if (isUnbalanced)
            b *= 1.5;
        double Value(Tensor<double> x1, Tensor<double> y1, Tensor<double> a1, Tensor<double> b1) => divergence.Solve<double, SquaredEuclideanCost<double>>(x1, y1, default, a1, b1).Value;
        SinkhornDivergenceResult<double> result = divergence.Solve<double, SquaredEuclideanCost<double>>(x, y, default, a, b);
        Tensor<double> dx = result.SourcePositions<SquaredEuclideanCost<double>>(x, y), dy = result.TargetPositions<SquaredEuclideanCost<double>>(x, y);
        for (int k = 0; k < 8; k++)
        {
            Assert.Equal(Formulas.Slope(h => Value(Moved(x, k, h), y, a, b)), dx[k / 2, k % 2], 1e-7);
            Assert.Equal(Formulas.Slope(h => Value(x, Moved(y, k, h), a, b)), dy[k / 2, k % 2], 1e-7);
        }

        // Balanced: only what leaves the total as it is can be told.
        for (int i = 1; i < 4; i++)
        {
            double back = isUnbalanced ? 0 : 1;
            Assert.Equal(Formulas.Slope(h => Value(x, y, Moved(Moved(a, i, h), 0, -back * h), b)), result.SourceGradient[i] - (back * result.SourceGradient[0]), 1e-7);
            Assert.Equal(Formulas.Slope(h => Value(x, y, a, Moved(Moved(b, i, h), 0, -back * h))), result.TargetGradient[i] - (back * result.TargetGradient[0]), 1e-7);
        }
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Tensor<double> x = Problems.Matrix(3, 2, 1);
        var divergence = new SinkhornDivergence { Epsilon = 1 };
        Assert.Throws<ArgumentNullException>("sources", () => divergence.Solve<double, SquaredEuclideanCost<double>>(null!, x));
        Assert.Throws<ShapeMismatchException>(() => divergence.Solve<double, SquaredEuclideanCost<double>>(x, Problems.Matrix(3, 3, 1)));
        Assert.Throws<ShapeMismatchException>(() => divergence.Solve(new DenseCost<double>(x), new DenseCost<double>(x), new DenseCost<double>(x)));
        Assert.Throws<ArgumentException>("target", () => divergence.Solve<double, SquaredEuclideanCost<double>>(x, x, default, Tensor.From([1.0, 1, 1]), Tensor.From([1.0, 1, 2])));
    }

    private static Tensor<double> Moved(Tensor<double> x, int at, double step)
    {
        Tensor<double> moved = x.Clone();
        moved.AsSpan()[at] += step;
        return moved;
    }
}
