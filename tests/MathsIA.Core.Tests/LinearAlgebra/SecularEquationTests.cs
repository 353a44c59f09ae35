using CsCheck;
using MathsIA.LinearAlgebra;

namespace MathsIA.Tests.LinearAlgebra;

public sealed unsafe class SecularEquationTests
{
    private static readonly Gen<(double[] Gaps, double[] Weights, double Rho)> Problems =
        Gen.Select(Gen.Int[1, 40], Gen.Double[-14, 0], Gen.Double[-6, 2]).SelectMany((count, spread, rho) =>
            Gen.Select(Gen.Double[spread, 0].Array[count], Gen.Double[-13, 0].Array[count]).Select((gaps, weights) =>
                (gaps.Select(x => Math.Pow(10, x)).ToArray(), weights.Select((x, i) => (i % 2 == 0 ? 1 : -1) * Math.Pow(10, x)).ToArray(), Math.Pow(10, rho))));

    [Theory, InlineData(false), InlineData(true)]
    public void Roots_lie_between_the_poles_and_solve_the_equation(bool squared) => Problems.Sample(
        problem =>
        {
            int n = problem.Gaps.Length;
            var poles = new double[n];
            for (int i = 1; i < n; i++)
                poles[i] = poles[i - 1] + problem.Gaps[i];
            var distances = new double[n];
            fixed (double* d = poles, z = problem.Weights, t = distances)
            {
                for (int root = 0; root < n; root++)
                {
                    double value = SecularEquation.Root(root, n, d, z, problem.Rho, squared, t);
                    Assert.True(value >= poles[root] && (root + 1 == n || value <= poles[root + 1]), $"root {root}: {value}");
                    double f = 1 / problem.Rho, size = f;
                    for (int j = 0; j < n; j++)
                    {
                        // The sign of a distance is exact: it tells on which side of the pole the root lies.
                        Assert.True(j <= root ? t[j] < 0 : t[j] > 0, $"root {root}, pole {j}: {t[j]}");
                        f += z[j] * z[j] / t[j];
                        size += Math.Abs(z[j] * z[j] / t[j]);
                    }

                    Assert.True(Math.Abs(f) <= 1e-14 * n * size, $"root {root}: f = {f}, terms {size}");
                }
            }
        },
        seed: "0001MathsIA00", iter: 400);

    [Fact]
    public void One_pole_is_solved_exactly()
    {
        double pole = 3, weight = 0.5, distance;
        Assert.Equal(3.5, SecularEquation.Root(0, 1, &pole, &weight, 2, squared: false, &distance));
        Assert.Equal(-0.5, distance);
        Assert.Equal(Math.Sqrt(9.5), SecularEquation.Root(0, 1, &pole, &weight, 2, squared: true, &distance), 1e-15);
    }
}
