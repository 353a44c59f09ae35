namespace MathsIA.OptimalTransport.Tests;

public class SinkhornClosedFormTests
{
    [Fact]
    public void From_one_point_there_is_one_plan()
    {
        Tensor<double> c = Problems.Matrix(1, 9, 3), b = Problems.Masses(9, 4);
        TransportResult<double> result = new Sinkhorn { Epsilon = 0.1 }.Solve(new DenseCost<double>(c), null, b);
        double expected = Enumerable.Range(0, 9).Sum(j => b[j] * c[0, j]);
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(expected, result.LinearCost, 1e-13);
        Assert.Equal(expected, result.KlValue!.Value, 1e-13);
        Assert.Equal(expected, result.LowerBound, 1e-12);
        Assert.Equal(expected, result.UpperBound, 1e-12);
    }

    [Fact]
    public void Between_two_Diracs_the_cost_is_theirs()
    {
        Tensor<double> x = Tensor.From([1.0, 2]).Reshape(1, 2), y = Tensor.From([4.0, 6]).Reshape(1, 2);
        TransportResult<double> result = new Sinkhorn { Epsilon = 0.1 }.Solve(new PointCloudCost<double, EuclideanCost<double>>(x, y));
        Assert.Equal(5, result.LinearCost, 1e-14);
        Assert.Equal(5, result.SourcePotentials[0] + result.TargetPotentials[0], 1e-13);
    }

    [Fact]
    public void Identical_points_share_the_mass()
    {
        Tensor<double> x = Tensor.Ones<double>(4, 2), y = Tensor.Ones<double>(3, 2);
        TransportResult<double> result = new Sinkhorn { Epsilon = 0.1 }.Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(0, result.LinearCost);
        Assert.Equal(1.0 / 12, result.Plan.ToDense()[2, 1], 1e-15);
    }

    [Theory]
    [InlineData(0.5), InlineData(2.0)]
    public void Gaussians_on_a_line_have_the_value_of_Janati_and_others(double epsilon)
    {
        // H. Janati, B. Muzellec, G. Peyré, M. Cuturi, NeurIPS 2020, theorem 1, in one dimension: ε = 2 σ², cost |x − y|², KL to the product.
        const double M1 = -0.3, M2 = 0.5, S1 = 0.7, S2 = 0.9;
        double half = epsilon / 2, d = Math.Sqrt((4 * S1 * S1 * S2 * S2) + (half * half));
        double expected = ((M1 - M2) * (M1 - M2)) + (S1 * S1) + (S2 * S2) - d + (half * (1 - Math.Log(2 * half))) + (half * Math.Log(d + half));
        const int N = 481;
        double step = 16.0 / (N - 1);
        Tensor<double> Normal(double mean, double deviation)
        {
            double[] p = [.. Enumerable.Range(0, N).Select(i => Math.Exp(-Math.Pow(-8 + (i * step) - mean, 2) / (2 * deviation * deviation)))];
            double sum = p.Sum();
            return Tensor.From(p.Select(v => v / sum).ToArray());
        }

        TransportResult<double> result = new Sinkhorn { Epsilon = epsilon, Tolerance = 1e-11 }.Solve(new GridCost<double>(GridAxis<double>.Regular(N, step)), Normal(M1, S1), Normal(M2, S2));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(expected, result.KlValue!.Value, 1e-8);
    }

    /// <summary>Values by POT 0.8.2: tests/fixtures/entropic_transport.py.</summary>
    [Theory]
    [InlineData(1.0, 0.13256095365517317, -5.668278446246877)]
    [InlineData(0.1, 0.04022598156968629, -0.5023825612030172)]
    [InlineData(0.01, 0.006704191552641301, -0.03854327360464194)]
    public void Values_of_POT(double epsilon, double linear, double entropic)
    {
        int n = 12;
        double[] c = [.. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select Math.Pow((((i * 7) % n) - ((j * 5) % n)) / (double)n, 2)];
        double[] a = [.. Enumerable.Range(1, n).Select(i => i / 78.0)], b = [.. Enumerable.Range(1, n).Select(i => 1.0 / n)];
        TransportResult<double> result = new Sinkhorn { Epsilon = epsilon, Tolerance = 1e-13 }.Solve(new DenseCost<double>(Tensor.From(c).Reshape(n, n)), Tensor.From(a), Tensor.From(b));
        Assert.Equal(linear, result.LinearCost, 1e-11);
        Assert.Equal(entropic, result.EntropicValue!.Value, 1e-10);
    }
}
