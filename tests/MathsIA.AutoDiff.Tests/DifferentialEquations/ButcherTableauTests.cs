namespace MathsIA.AutoDiff.Tests;

/// <summary>The order conditions: one for each rooted tree (Hairer, Nørsett and Wanner, table II.2.2).</summary>
public sealed class ButcherTableauTests
{
    public static TheoryData<string> Names => [.. Methods.Keys];

    public static IReadOnlyDictionary<string, ButcherTableau> Methods { get; } = new[]
    {
        ButcherTableau.Euler, ButcherTableau.Midpoint, ButcherTableau.Heun, ButcherTableau.RungeKutta4, ButcherTableau.BogackiShampine, ButcherTableau.DormandPrince,
    }.ToDictionary(method => method.Name, StringComparer.Ordinal);

    /// <summary>The same method without its error estimate, so that steps are equal.</summary>
    public static ButcherTableau WithFixedSteps(ButcherTableau method, bool interpolates = false)
    {
        double[][] rows = [.. Enumerable.Range(0, method.Stages).Select(i => method.Row(i).ToArray())];
        // b_i(θ) is a polynomial of degree 4 without a constant: four values give it back.
        double[][]? interpolant = interpolates ? [.. Enumerable.Range(0, method.Stages).Select(i => Polynomial([.. new[] { 0.25, 0.5, 0.75, 1 }.Select(theta => (theta, method.WeightsAt(theta)![i]))]))] : null;
        return new ButcherTableau(method.Name + ", equal steps", method.Order, rows, method.Weights.ToArray(), null, interpolant);
    }

    private static double[] Polynomial((double At, double Value)[] points)
    {
        Tensor<double> a = Tensor.Zeros<double>(4, 4), b = Tensor.Zeros<double>(4, 1);
        for (int r = 0; r < 4; r++)
        {
            b[r, 0] = points[r].Value;
            for (int k = 0; k < 4; k++)
                a[r, k] = Math.Pow(points[r].At, k + 1);
        }

        double[] result = LinearAlgebra.Matrix.Solve(a, b).ToArray();
        // Exactly the weight at 1.
        result[3] += points[3].Value - result.Sum();
        return result;
    }

    [Theory, MemberData(nameof(Names))]
    public void Weights_satisfy_the_order_conditions(string name)
    {
        ButcherTableau method = Methods[name];
        Check(method, method.Weights.ToArray(), 1, method.Order);
        if (method.IsAdaptive)
        {
            double[] embedded = [.. Enumerable.Range(0, method.Stages).Select(i => method.Weights[i] - method.ErrorWeights[i])];
            Check(method, embedded, 1, method.Order - 1);
        }
    }

    [Fact]
    public void The_interpolant_of_Dormand_and_Prince_is_of_order_four_everywhere()
    {
        foreach (double theta in new[] { 0.1, 0.35, 0.5, 0.8, 1.0 })
            Check(ButcherTableau.DormandPrince, ButcherTableau.DormandPrince.WeightsAt(theta)!, theta, 4);
        Assert.All(ButcherTableau.DormandPrince.WeightsAt(0)!, weight => Assert.Equal(0, weight));
        Assert.Null(ButcherTableau.RungeKutta4.WeightsAt(0.5));
    }

    private static void Check(ButcherTableau method, double[] b, double theta, int order)
    {
        double[] c = method.Nodes.ToArray();
        double[] Apply(double[] v) => [.. Enumerable.Range(0, b.Length).Select(i => method.Row(i).ToArray().Select((a, j) => a * v[j]).Sum())];
        double[] Times(params double[][] factors) => [.. Enumerable.Range(0, b.Length).Select(i => factors.Aggregate(1.0, (product, factor) => product * factor[i]))];
        double[] one = [.. b.Select(_ => 1.0)], ac = Apply(c), acc = Apply(Times(c, c)), aac = Apply(ac);
        (int Order, double[] Elementary, double Density)[] trees =
        [
            (1, one, 1), (2, c, 2), (3, Times(c, c), 3), (3, ac, 6),
            (4, Times(c, c, c), 4), (4, Times(c, ac), 8), (4, acc, 12), (4, aac, 24),
            (5, Times(c, c, c, c), 5), (5, Times(c, c, ac), 10), (5, Times(c, acc), 15), (5, Times(c, aac), 30), (5, Times(ac, ac), 20),
            (5, Apply(Times(c, c, c)), 20), (5, Apply(Times(c, ac)), 40), (5, Apply(acc), 60), (5, Apply(aac), 120),
        ];
        foreach ((int treeOrder, double[] elementary, double density) in trees.Where(tree => tree.Order <= order))
            Assert.Equal(Math.Pow(theta, treeOrder) / density, b.Zip(elementary, (weight, value) => weight * value).Sum(), 1e-13);
    }

    [Fact]
    public void Coefficients_that_are_no_method_are_refused()
    {
        Assert.Throws<ArgumentException>("matrix", () => new ButcherTableau("x", 1, [[], [1, 2]], [0.5, 0.5]));
        Assert.Throws<ArgumentException>("weights", () => new ButcherTableau("x", 1, [[]], [0.9]));
        Assert.Throws<ArgumentException>("errorWeights", () => new ButcherTableau("x", 1, [[]], [1], [0.5]));
        Assert.Throws<ArgumentException>("interpolant", () => new ButcherTableau("x", 1, [[]], [1], null, [[0.5]]));
        Assert.Throws<ArgumentOutOfRangeException>("order", () => new ButcherTableau("x", 0, [[]], [1]));
        Assert.Throws<ArgumentNullException>("matrix", () => new ButcherTableau("x", 1, null!, [1]));
        Assert.True(ButcherTableau.DormandPrince.FirstSameAsLast && ButcherTableau.BogackiShampine.FirstSameAsLast && !ButcherTableau.RungeKutta4.FirstSameAsLast && !ButcherTableau.Euler.FirstSameAsLast);
    }
}
