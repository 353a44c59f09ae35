using CsCheck;

namespace MathsIA.OptimalTransport.Tests;

public class KernelTests
{
    [Theory]
    [InlineData(1, 1, 1), InlineData(7, 130, 3), InlineData(65, 64, 2), InlineData(130, 1100, 1)]
    public void Tiles_add_up_to_the_plain_sums(int n, int m, int dimension)
    {
        Tensor<double> x = Problems.Matrix(n, dimension, 1), y = Problems.Matrix(m, dimension, 2), a = Problems.Masses(n, 3), b = Problems.Masses(m, 4);
        Check(new GaussianKernel<double>(0.4), new GaussianKernel<float>(0.4), d => Math.Exp(-d * d / (2 * 0.16)));
        Check(new LaplaceKernel<double>(0.4), new LaplaceKernel<float>(0.4), d => Math.Exp(-d / 0.4));
        Check(default(EnergyKernel<double>), default(EnergyKernel<float>), d => -d);

        void Check<TKernel, TFloat>(TKernel kernel, TFloat single, Func<double, double> profile)
            where TKernel : struct, IKernel<double>
            where TFloat : struct, IKernel<float>
        {
            double Naive(Tensor<double> p, Tensor<double> u, Tensor<double> q, Tensor<double> v) =>
                (from i in Enumerable.Range(0, p.Shape[0]) from j in Enumerable.Range(0, q.Shape[0]) select u[i] * v[j] * profile(Math.Sqrt(Enumerable.Range(0, dimension).Sum(k => Math.Pow(p[i, k] - q[j, k], 2))))).Sum();
            double expected = Naive(x, a, x, a) + Naive(y, b, y, b) - (2 * Naive(x, a, y, b));
            Assert.Equal(expected, MaximumMeanDiscrepancy.Squared(x, y, kernel, a, b), 1e-13);
            Assert.Equal(expected, MaximumMeanDiscrepancy.Squared(x.To<float>(), y.To<float>(), single, a.To<float>(), b.To<float>()), 1e-5);
            Assert.Equal(MaximumMeanDiscrepancy.Squared(x, y, kernel, a, b, ComputeContext.SingleThread), MaximumMeanDiscrepancy.Squared(x, y, kernel, a, b, new ComputeContext { DegreeOfParallelism = 5 }));
            Tensor<double> witness = MaximumMeanDiscrepancy.Witness(x, x, y, kernel, a, b);
            Assert.Equal(Naive(x, a, x, a) - Naive(x, a, y, b), (witness * a).Sum(), 1e-13);
        }
    }

    [Fact]
    public void Gradients_are_those_of_differences()
    {
        Tensor<double> x = Problems.Matrix(6, 2, 5), y = Problems.Matrix(8, 2, 6), a = Problems.Masses(6, 7);
        Check(new GaussianKernel<double>(0.5));
        Check(new LaplaceKernel<double>(0.5));
        Check(default(EnergyKernel<double>));

        void Check<TKernel>(TKernel kernel) where TKernel : struct, IKernel<double>
        {
            Tensor<double> gradient = MaximumMeanDiscrepancy.SourcePositions(x, y, kernel, a);
            for (int k = 0; k < 12; k++)
            {
                Assert.Equal(Formulas.Slope(h =>
                {
                    Tensor<double> moved = x.Clone();
                    moved.AsSpan()[k] += h;
                    return MaximumMeanDiscrepancy.Squared(moved, y, kernel, a);
                }), gradient[k / 2, k % 2], 1e-8);
            }
        }
    }

    [Fact]
    public void Discrepancies_are_positive_and_0_for_equal_clouds()
    {
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.ULong).Sample((n, m, seed) =>
        {
            Tensor<double> x = Problems.Matrix(n, 3, seed), y = Problems.Matrix(m, 3, seed + 1);
            return MaximumMeanDiscrepancy.EnergyDistance(x, y) > 0 && MaximumMeanDiscrepancy.Squared(x, y, new GaussianKernel<double>(0.2)) > 0
                && Math.Abs(MaximumMeanDiscrepancy.EnergyDistance(x, x)) < 1e-14 && MaximumMeanDiscrepancy.Squared(x, y, new LaplaceKernel<double>(0.2)) > 0;
        }, seed: "0000Kp3Z7Hq1", iter: 50);
        // On the line the energy distance is twice the squared distance of the distribution functions: 2 · (1/2)² · 1 twice.
        Assert.Equal(1, MaximumMeanDiscrepancy.EnergyDistance(Tensor.From([0.0, 1]).Reshape(2, 1), Tensor.From([1.0, 2]).Reshape(2, 1)), 1e-14);
    }

    [Fact]
    public void Memory_is_that_of_the_points()
    {
        Tensor<float> x = Problems.Matrix(3000, 3, 1).To<float>(), y = Problems.Matrix(3000, 3, 2).To<float>();
        double value = MaximumMeanDiscrepancy.EnergyDistance(x, y, context: ComputeContext.SingleThread);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(value, MaximumMeanDiscrepancy.EnergyDistance(x, y, context: ComputeContext.SingleThread));
        // The matrix would take 36 MB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void The_Hausdorff_divergence_has_its_limits()
    {
        Tensor<double> x = Problems.Matrix(9, 2, 1), y = Problems.Matrix(7, 2, 2) + 0.5;
        double Nearest(Tensor<double> p, Tensor<double> q) => Enumerable.Range(0, p.Shape[0]).Average(i => Enumerable.Range(0, q.Shape[0]).Min(j => Math.Sqrt(Math.Pow(p[i, 0] - q[j, 0], 2) + Math.Pow(p[i, 1] - q[j, 1], 2))));
        HausdorffDivergenceResult result = new HausdorffDivergence { Epsilon = 1e-4 }.Solve<double, EuclideanCost<double>>(x, y);
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal((Nearest(x, y) + Nearest(y, x)) / 2, result.Value, 1e-3);
        Assert.Equal(MaximumMeanDiscrepancy.EnergyDistance(x, y) / 2, new HausdorffDivergence { Epsilon = 1e4 }.Solve<double, EuclideanCost<double>>(x, y).Value, 1e-4);
        Assert.Equal(0, new HausdorffDivergence { Epsilon = 0.1 }.Solve<double, EuclideanCost<double>>(x, x).Value, 1e-12);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Tensor<double> x = Problems.Matrix(3, 2, 1);
        Assert.Throws<ArgumentNullException>("x", () => MaximumMeanDiscrepancy.EnergyDistance<double>(null!, x));
        Assert.Throws<ShapeMismatchException>(() => MaximumMeanDiscrepancy.EnergyDistance(x, Problems.Matrix(3, 3, 1)));
        Assert.Throws<ShapeMismatchException>(() => MaximumMeanDiscrepancy.EnergyDistance(x, Tensor.Zeros<double>(0, 2)));
        Assert.Throws<ArgumentOutOfRangeException>("y", () => MaximumMeanDiscrepancy.EnergyDistance(x, Tensor.From([double.NaN, 0]).Reshape(1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>("source", () => MaximumMeanDiscrepancy.EnergyDistance(x, x, Tensor.From([1.0, -1, 1])));
        Assert.Throws<ArgumentOutOfRangeException>("bandwidth", () => new GaussianKernel<double>(0));
    }
}
