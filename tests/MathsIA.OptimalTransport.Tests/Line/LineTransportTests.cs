using CsCheck;

namespace MathsIA.OptimalTransport.Tests;

public class LineTransportTests
{
    [Theory]
    [InlineData(1), InlineData(1.5), InlineData(2), InlineData(3)]
    public void It_is_what_the_network_simplex_finds(double power)
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            Tensor<double> x = Tensor.From(Problems.Uniform(40, seed)), y = Tensor.From(Problems.Uniform(33, seed + 9)) * 1.4, a = Problems.Masses(40, seed + 1), b = Problems.Masses(33, seed + 2);
            TransportResult<double> result = new LineTransport { Power = power }.Solve(x, y, a, b);
            double Cost(int i, int j) => Math.Pow(Math.Abs(x[i] - y[j]), power);
            ExactProblems.Certify(result, Cost, a, b, 1e-12);
            var costs = new DenseCost<double>(Tensor.From([.. from i in Enumerable.Range(0, 40) from j in Enumerable.Range(0, 33) select Cost(i, j)], 40, 33));
            Assert.Equal(new NetworkSimplex().Solve(costs, a, b).LinearCost, result.LinearCost, 1e-13);
            Assert.Equal(result.LinearCost, new LineTransport { Power = power }.Cost(x, y, a, b), 1e-14);
            Assert.True(((SparsePlan<double>)result.Plan).Entries.Count <= 40 + 33 - 1);
        }
    }

    [Fact]
    public void Any_points_and_masses_with_ties_are_certified() =>
        Gen.Select(Gen.Int[1, 9].Array[1, 8], Gen.Int[1, 9].Array[1, 8], Gen.Int[0, 3].Array[8], Gen.Int[0, 3].Array[8]).Sample((p, q, wa, wb) =>
        {
            Tensor<double> x = Tensor.From([.. p.Select(v => (double)v)]), y = Tensor.From([.. q.Select(v => (double)v)]);
            double[] a = [.. wa.Take(p.Length).Select(w => (double)w)], b = [.. wb.Take(q.Length).Select(w => (double)w)];
            a[0]++;
            b[0]++;
            (double from, double to) = (a.Sum(), b.Sum());
            Tensor<double> ta = Tensor.From([.. a.Select(w => w / from)]), tb = Tensor.From([.. b.Select(w => w / to)]);
            ExactProblems.Certify(new LineTransport().Solve(x, y, ta, tb), (i, j) => (x[i] - y[j]) * (x[i] - y[j]), ta, tb, 1e-12);
        }, seed: "0000KFqLCTK2", iter: 300);

    [Theory]
    [InlineData(1.5), InlineData(2), InlineData(3)]
    public void Gradients_are_those_of_finite_differences(double power)
    {
        Tensor<double> x = Tensor.From(Problems.Uniform(9, 1)), y = Tensor.From(Problems.Uniform(7, 2)), a = Problems.Masses(9, 3) * 2, b = Problems.Masses(7, 4) * 2;
        var line = new LineTransport { Power = power };
        LineGradients<double> gradients = line.Gradients(x, y, a, b);
        Assert.Equal(line.Cost(x, y, a, b), gradients.Value, 1e-13);
        const double H = 1e-6;
        for (int i = 0; i < 9; i++)
        {
            Tensor<double> up = x.Clone(), down = x.Clone(), heavy = a.Clone(), light = a.Clone();
            (up[i], down[i]) = (x[i] + H, x[i] - H);
            Assert.Equal((line.Cost(up, y, a, b) - line.Cost(down, y, a, b)) / (2 * H), gradients.Sources[i], 1e-8);
            // Masses move from source 0 to source i, so that the total stays.
            (heavy[i], heavy[0]) = i == 0 ? (a[0], a[0]) : (a[i] + H, a[0] - H);
            (light[i], light[0]) = i == 0 ? (a[0], a[0]) : (a[i] - H, a[0] + H);
            Assert.Equal((line.Cost(x, y, heavy, b) - line.Cost(x, y, light, b)) / (2 * H), gradients.SourceMasses[i] - gradients.SourceMasses[0], 1e-7);
        }

        for (int j = 0; j < 7; j++)
        {
            Tensor<double> up = y.Clone(), down = y.Clone();
            (up[j], down[j]) = (y[j] + H, y[j] - H);
            Assert.Equal((line.Cost(x, up, a, b) - line.Cost(x, down, a, b)) / (2 * H), gradients.Targets[j], 1e-8);
        }
    }

    [Fact]
    public void Equal_masses_match_in_order_and_batches_do_the_same_on_any_threads()
    {
        Tensor<float> x = Problems.Matrix(6, 200, 1).To<float>(), y = Problems.Matrix(6, 200, 2).To<float>();
        var line = new LineTransport { Power = 1 };
        Tensor<double> costs = line.Costs(x, y, context: new() { DegreeOfParallelism = 1 });
        for (int k = 0; k < 6; k++)
        {
            double[] from = [.. Enumerable.Range(0, 200).Select(i => (double)x[k, i]).Order()], to = [.. Enumerable.Range(0, 200).Select(i => (double)y[k, i]).Order()];
            Assert.Equal(from.Zip(to, (s, t) => Math.Abs(s - t)).Average(), costs[k], 1e-12);
        }

        Assert.Equal(costs.ToArray(), line.Costs(x, y, context: new() { DegreeOfParallelism = 5 }).ToArray());
        Tensor<float> masses = Problems.Masses(200, 3).To<float>();
        Assert.Equal(line.Cost(x.Narrow(0, 2, 1).Reshape(200), y.Narrow(0, 2, 1).Reshape(200), masses), line.Costs(x, y, masses)[2], 1e-12);
    }

    [Theory]
    [InlineData(6000, 5000, true)]
    [InlineData(6000, 6000, false)]
    public void Sides_sorted_at_the_same_time_give_the_same_bits(int n, int m, bool weighted)
    {
        var random = new RandomNumbers.Philox(31);
        Tensor<double> x = random.Normal<double>(n), y = random.Normal<double>(m);
        Tensor<double>? a = weighted ? Problems.Masses(n, 3) : null, b = weighted ? Problems.Masses(m, 4) : null;
        var line = new LineTransport();
        ComputeContext one = ComputeContext.SingleThread, two = new() { DegreeOfParallelism = 2 };
        Assert.Equal(line.Cost(x, y, a, b, one), line.Cost(x, y, a, b, two));
        Assert.Equal(line.Solve(x, y, a, b, one).SourcePotentials.ToArray(), line.Solve(x, y, a, b, two).SourcePotentials.ToArray());
        Assert.Equal(line.Gradients(x, y, a, b, one).Sources.ToArray(), line.Gradients(x, y, a, b, two).Sources.ToArray());
    }

    [Fact]
    public void Equal_shares_of_different_counts_meet_exactly()
    {
        // 6 points against 4: the shares 1/6 and 1/4 meet at one half.
        TransportResult<double> result = new LineTransport().Solve(Tensor.Arange<double>(6), Tensor.Arange<double>(4));
        Assert.Equal(6 + 4 - 2, ((SparsePlan<double>)result.Plan).Entries.Count);
        Assert.Equal(1, new LineTransport().Cost(Tensor.From([3.0]), Tensor.From([2.0])));
    }

    [Theory]
    [InlineData(1.0), InlineData(2.0), InlineData(3.5)]
    public void Many_points_are_summed_in_pieces_to_the_cost_of_the_plan_and_to_the_same_bits_on_any_threads(double power)
    {
        const int N = 6000, M = 5000;
        double[] masses = Problems.Uniform(N, 3);
        for (int i = 0; i < N; i += 7)
            masses[i] = 0;
        Tensor<double> x = Tensor.From(Problems.Uniform(N, 1)), y = Tensor.From(Problems.Uniform(M, 2)) + 0.3, a = Tensor.From(masses), b = Problems.Masses(M, 4) * masses.Sum();
        var line = new LineTransport { Power = power };
        double cost = line.Cost(x, y, a, b, ComputeContext.SingleThread);
        Assert.Equal(line.Solve(x, y, a, b).LinearCost, cost, 1e-12 * cost);
        Assert.Equal(cost, line.Cost(x, y, a, b, new() { DegreeOfParallelism = 3 }));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Tensor<double> x = Tensor.From([1.0, 2]);
        Assert.Throws<ArgumentNullException>("x", () => new LineTransport().Cost(null!, x));
        Assert.Throws<ArgumentOutOfRangeException>("y", () => new LineTransport().Solve(x, Tensor.From([double.NaN])));
        Assert.Throws<ShapeMismatchException>("x", () => new LineTransport().Gradients(Problems.Matrix(2, 2, 1), x));
        Assert.Throws<ShapeMismatchException>(() => new LineTransport().Cost(x, x, Tensor.From([1.0])));
        Assert.Throws<ShapeMismatchException>("y", () => new LineTransport().Costs(Problems.Matrix(2, 2, 1), Problems.Matrix(3, 2, 1)));
        Assert.Throws<ArgumentException>("target", () => new LineTransport().Cost(x, x, x, x * 2));
        Assert.Throws<ArgumentOutOfRangeException>("power", () => new LineTransport { Power = 0.5 });
        Assert.Throws<ArgumentOutOfRangeException>("power", () => new LineTransport { Power = double.NaN });
    }
}
