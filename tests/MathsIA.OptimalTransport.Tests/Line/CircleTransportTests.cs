using CsCheck;

namespace MathsIA.OptimalTransport.Tests;

public class CircleTransportTests
{
    [Theory]
    [InlineData(1), InlineData(1.5), InlineData(2), InlineData(3)]
    public void It_is_what_the_network_simplex_finds_with_the_distance_round_the_circle(double power)
    {
        for (ulong seed = 0; seed < 8; seed++)
        {
            Tensor<double> x = Tensor.From(Problems.Uniform(24, seed)), y = Tensor.From(Problems.Uniform(31, seed + 9)), a = Problems.Masses(24, seed + 1), b = Problems.Masses(31, seed + 2);
            Check(x, y, a, b, power, 1);
        }
    }

    [Fact]
    public void Equal_masses_and_ties_are_certified() =>
        Gen.Select(Gen.Int[0, 11].Array[1, 7], Gen.Int[0, 11].Array[1, 7], Gen.Int[1, 3]).Sample((p, q, power) =>
            Check(Tensor.From([.. p.Select(v => v / 12.0)]), Tensor.From([.. q.Select(v => v / 12.0)]), null, null, power, 1), seed: "0000KFqLCTK2", iter: 300);

    [Fact]
    public void Turning_the_circle_changes_nothing_and_angles_are_another_unit()
    {
        Tensor<double> x = Tensor.From(Problems.Uniform(15, 1)), y = Tensor.From(Problems.Uniform(15, 2));
        double cost = new CircleTransport().Cost(x, y);
        Assert.Equal(cost, new CircleTransport().Cost(x + 0.37, y + 5.37), 1e-13);
        Assert.Equal(cost * 4 * Math.PI * Math.PI, new CircleTransport { Circumference = 2 * Math.PI }.Cost(x * (2 * Math.PI), y * (2 * Math.PI)), 1e-12);
        Check(x * (2 * Math.PI), y * (2 * Math.PI), null, null, 2, 2 * Math.PI);
    }

    [Theory]
    [InlineData(1.5), InlineData(2)]
    public void Gradients_are_those_of_finite_differences(double power)
    {
        Tensor<double> x = Tensor.From(Problems.Uniform(7, 1)) * 3, y = Tensor.From(Problems.Uniform(6, 2)) * 3, a = Problems.Masses(7, 3) * 2, b = Problems.Masses(6, 4) * 2;
        var circle = new CircleTransport { Power = power, Circumference = 3 };
        LineGradients<double> gradients = circle.Gradients(x, y, a, b);
        Assert.Equal(circle.Cost(x, y, a, b), gradients.Value, 1e-13);
        const double H = 1e-6;
        for (int i = 0; i < 7; i++)
        {
            Tensor<double> up = x.Clone(), down = x.Clone(), heavy = a.Clone(), light = a.Clone();
            (up[i], down[i]) = (x[i] + H, x[i] - H);
            Assert.Equal((circle.Cost(up, y, a, b) - circle.Cost(down, y, a, b)) / (2 * H), gradients.Sources[i], 1e-7);
            (heavy[i], heavy[0]) = i == 0 ? (a[0], a[0]) : (a[i] + H, a[0] - H);
            (light[i], light[0]) = i == 0 ? (a[0], a[0]) : (a[i] - H, a[0] + H);
            Assert.Equal((circle.Cost(x, y, heavy, b) - circle.Cost(x, y, light, b)) / (2 * H), gradients.SourceMasses[i] - gradients.SourceMasses[0], 1e-6);
        }

        Tensor<double> moved = y.Clone();
        moved[3] += H;
        Assert.Equal((circle.Cost(x, moved, a, b) - gradients.Value) / H, gradients.Targets[3], 1e-4);
    }

    [Fact]
    public void Mass_crosses_the_origin_where_that_is_shorter()
    {
        TransportResult<double> result = new CircleTransport { Power = 1 }.Solve(Tensor.From([0.95]), Tensor.From([0.05]));
        Assert.Equal(0.1, result.LinearCost, 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new CircleTransport { Circumference = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("x", () => new CircleTransport().Cost(Tensor.From([double.PositiveInfinity]), Tensor.From([0.5])));
    }

    private static void Check(Tensor<double> x, Tensor<double> y, Tensor<double>? a, Tensor<double>? b, double power, double length)
    {
        int n = x.Length, m = y.Length;
        double Cost(int i, int j)
        {
            double way = Math.Abs(x[i] - y[j]) % length;
            return Math.Pow(Math.Min(way, length - way), power);
        }

        TransportResult<double> result = new CircleTransport { Power = power, Circumference = length }.Solve(x, y, a, b);
        var costs = new DenseCost<double>(Tensor.From([.. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, m) select Cost(i, j)], n, m));
        Assert.Equal(new NetworkSimplex().Solve(costs, a, b).LinearCost, result.LinearCost, 1e-12);
        ExactProblems.Certify(result, Cost, a ?? Tensor.Full([n], 1.0 / n), b ?? Tensor.Full([m], 1.0 / m), 1e-11);
    }
}
