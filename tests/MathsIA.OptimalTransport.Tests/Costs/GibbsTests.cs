using System.Numerics;

namespace MathsIA.OptimalTransport.Tests;

public class GibbsTests
{
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 1, 7 }, { 9, 1 }, { 5, 33 }, { 33, 65 }, { 70, 129 }, { 130, 1030 } };

    [Theory, MemberData(nameof(Sizes))]
    public void Sums_in_double_are_those_of_plain_loops(int rows, int columns) => Sums_are_those_of_plain_loops<double>(rows, columns, 1e-12);

    [Theory, MemberData(nameof(Sizes))]
    public void Sums_in_float_are_those_of_plain_loops(int rows, int columns) => Sums_are_those_of_plain_loops<float>(rows, columns, 2e-4);

    private static void Sums_are_those_of_plain_loops<T>(int rows, int columns, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<double> c = Problems.Matrix(rows, columns, 3) - 0.3;
        if (columns > 2)
            c[0, 1] = double.PositiveInfinity;
        var costs = new DenseCost<T>(c.To<T>());
        foreach (double epsilon in new[] { 1.0, 0.01, 0.002 })
        {
            foreach (bool transposed in new[] { false, true })
            {
                int n = transposed ? columns : rows, m = transposed ? rows : columns;
                double[] heights = [.. Problems.Uniform(m, 5).Select(x => (20 * x) - 10)], x = Problems.Uniform(m, 6), soft = new double[n], product = new double[n];
                if (m > 3)
                    heights[2] = double.NegativeInfinity;
                Gibbs.SoftMinimum(costs, heights, epsilon, transposed, soft);
                Gibbs.Product(costs, x, epsilon, transposed, product);
                for (int i = 0; i < n; i++)
                {
                    double[] z = [.. Enumerable.Range(0, m).Select(j => heights[j] - (double.CreateTruncating(transposed ? costs.Entry(j, i) : costs.Entry(i, j)) / epsilon))];
                    double largest = z.Max(), expected = double.IsInfinity(largest) ? double.PositiveInfinity : -epsilon * (largest + Math.Log(z.Sum(v => Math.Exp(v - largest))));
                    Assert.Equal(expected, soft[i], tolerance * Math.Max(1, epsilon));
                    if (typeof(T) == typeof(float) && epsilon < 0.01)
                        continue;
                    double sum = Enumerable.Range(0, m).Sum(j => x[j] * Math.Exp(-double.CreateTruncating(transposed ? costs.Entry(j, i) : costs.Entry(i, j)) / epsilon));
                    Assert.Equal(sum, product[i], tolerance * Math.Max(1e-300, Math.Abs(sum)));
                }
            }
        }
    }

    [Fact]
    public void What_cannot_be_reached_is_infinitely_far()
    {
        double inf = double.PositiveInfinity;
        var costs = new DenseCost<double>(Tensor.From([inf, inf, 1.0, inf]).Reshape(2, 2));
        double[] rows = new double[2], columns = new double[2];
        Gibbs.SoftMinimum(costs, [0.0, 0], 1, false, rows);
        Gibbs.SoftMinimum(costs, [0.0, 0], 1, true, columns);
        Assert.Equal([inf, 1.0], rows);
        Assert.Equal([1.0, inf], columns);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var costs = new DenseCost<double>(Problems.Matrix(301, 205, 8));
        foreach (bool transposed in new[] { false, true })
        {
            double[] heights = Problems.Uniform(transposed ? 301 : 205, 9);
            double[] Soft(int threads)
            {
                var result = new double[transposed ? 205 : 301];
                Gibbs.SoftMinimum(costs, heights, 0.03, transposed, result, new() { DegreeOfParallelism = threads });
                return result;
            }

            double[] Product(int threads)
            {
                var result = new double[transposed ? 205 : 301];
                Gibbs.Product(costs, heights, 0.03, transposed, result, new() { DegreeOfParallelism = threads });
                return result;
            }

            Assert.Equal(Soft(1), Soft(5));
            Assert.Equal(Product(1), Product(5));
        }
    }

    [Fact]
    public void A_call_allocates_nothing_after_the_first()
    {
        var costs = new DenseCost<double>(Problems.Matrix(100, 80, 8));
        double[] heights = new double[80], soft = new double[100];
        Gibbs.SoftMinimum(costs, heights, 0.1, false, soft, ComputeContext.SingleThread);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 20; k++)
            Gibbs.SoftMinimum(costs, heights, 0.1, false, soft, ComputeContext.SingleThread);
        // A boxed loop body or a row buffer would show twenty times.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400);
    }
}
