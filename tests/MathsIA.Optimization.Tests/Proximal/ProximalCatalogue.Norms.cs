namespace MathsIA.Optimization.Tests.Proximal;

internal static partial class ProximalCatalogue
{
    private static IEnumerable<ProximalCase> Norms =>
    [
        new()
        {
            Name = "L1Norm", Double = () => new L1Norm<double>(0.7), Single = () => new L1Norm<float>(0.7),
            Value = x => 0.7 * L1(x), Conjugate = u => Indicator(Max(u) <= 0.7 + 1e-12),
        },
        new()
        {
            Name = "L1Norm, weighted", Double = () => new L1Norm<double>(Of<double>(Weights)), Single = () => new L1Norm<float>(Of<float>(Weights)),
            Value = x => x.Zip(Weights, (v, w) => w * Math.Abs(v)).Sum(), Conjugate = u => Indicator(u.Zip(Weights, (v, w) => Math.Abs(v) <= w + 1e-12).All(b => b)),
        },
        new()
        {
            Name = "SquaredL2Norm", Double = () => new SquaredL2Norm<double>(0.8), Single = () => new SquaredL2Norm<float>(0.8),
            Value = x => 0.4 * Dot(x, x), Conjugate = u => Dot(u, u) / 1.6,
        },
        new()
        {
            Name = "SquaredDistance", Double = () => new SquaredDistance<double>(Of<double>(Centre), 0.8), Single = () => new SquaredDistance<float>(Of<float>(Centre), 0.8),
            Value = x => 0.4 * Dot(Minus(x, Centre), Minus(x, Centre)), Conjugate = u => (Dot(u, u) / 1.6) + Dot(u, Centre),
        },
        new()
        {
            Name = "L2Norm", Double = () => new L2Norm<double>(0.9), Single = () => new L2Norm<float>(0.9),
            Value = x => 0.9 * L2(x), Conjugate = u => Indicator(L2(u) <= 0.9 + 1e-12),
        },
        new()
        {
            Name = "GroupNorm, all", Double = () => new GroupNorm<double>(0.9), Single = () => new GroupNorm<float>(0.9),
            Value = x => 0.9 * L2(x), Conjugate = u => Indicator(L2(u) <= 0.9 + 1e-12),
        },
        new()
        {
            Name = "GroupNorm, neighbours", Length = 9, Double = () => new GroupNorm<double>(0.9, GroupLayout.Neighbours(3)), Single = () => new GroupNorm<float>(0.9, GroupLayout.Neighbours(3)),
            Value = x => 0.9 * x.Chunk(3).Sum(L2), Conjugate = u => Indicator(u.Chunk(3).All(g => L2(g) <= 0.9 + 1e-12)),
        },
        new()
        {
            Name = "GroupNorm, components", Length = 22, Double = () => new GroupNorm<double>(0.9, GroupLayout.Components(2)), Single = () => new GroupNorm<float>(0.9, GroupLayout.Components(2)),
            Value = x => 0.9 * x[..11].Zip(x[11..], double.Hypot).Sum(), Conjugate = u => Indicator(u[..11].Zip(u[11..], double.Hypot).All(n => n <= 0.9 + 1e-12)),
        },
        new()
        {
            Name = "GroupNorm, elements", Length = 5,
            Double = () => new GroupNorm<double>(Of<double>([1, 0.5]), GroupLayout.OfElements([4, 0], [1, 3, 2])), Single = () => new GroupNorm<float>(Of<float>([1, 0.5]), GroupLayout.OfElements([4, 0], [1, 3, 2])),
            Value = x => L2([x[0], x[4]]) + (0.5 * L2(x[1..4])), Conjugate = u => Indicator(L2([u[0], u[4]]) <= 1 + 1e-12 && L2(u[1..4]) <= 0.5 + 1e-12),
        },
        new()
        {
            Name = "TotalVariation1D", Length = 20, Double = () => new TotalVariation1D<double>(0.6), Single = () => new TotalVariation1D<float>(0.6),
            Value = x => 0.6 * x.Skip(1).Zip(x, (b, a) => Math.Abs(b - a)).Sum(), Conjugate = u => Indicator(RunningSums(u).SkipLast(1).All(s => Math.Abs(s) <= 0.6 + 1e-9) && Math.Abs(u.Sum()) <= 1e-9),
        },
        Row("LInfinityNorm", () => new LInfinityNorm<double>(0.9), () => new LInfinityNorm<float>(0.9), x => 0.9 * Max(x), u => Indicator(L1(u) <= 0.9 + 1e-12)),
        Row("NonNegativeL2Norm", () => new NonNegativeL2Norm<double>(0.9), () => new NonNegativeL2Norm<float>(0.9), x => x.All(v => v >= 0) ? 0.9 * L2(x) : Infinity, u => Indicator(L2([.. u.Select(v => Math.Max(v, 0))]) <= 0.9 + 1e-12)),
        Row("MaximumFunction", () => new MaximumFunction<double>(0.9), () => new MaximumFunction<float>(0.9), x => 0.9 * x.Max(), u => Indicator(u.All(v => v >= -1e-12) && Math.Abs(u.Sum() - 0.9) <= 1e-11)),
        Row("SumOfLargest", () => new SumOfLargest<double>(3, 0.6), () => new SumOfLargest<float>(3, 0.6), x => 0.6 * x.OrderDescending().Take(3).Sum(), u => Indicator(u.All(v => v is >= -1e-12 and <= 0.6 + 1e-12) && Math.Abs(u.Sum() - 1.8) <= 1e-11)),
        Row("SortedL1Norm", () => new SortedL1Norm<double>(Of<double>(Slopes)), () => new SortedL1Norm<float>(Of<float>(Slopes)), x => x.Select(Math.Abs).OrderDescending().Zip(Slopes, (v, w) => v * w).Sum(),
            u => Indicator(RunningSums([.. u.Select(Math.Abs).OrderDescending()]).Zip(RunningSums(Slopes), (s, b) => s <= b + 1e-12).All(b => b))),
        Row("SparseGroupNorm", () => new SparseGroupNorm<double>(0.3, 0.5, GroupLayout.OfSizes(2, 5)), () => new SparseGroupNorm<float>(0.3, 0.5, GroupLayout.OfSizes(2, 5)), x => (0.3 * L1(x)) + (0.5 * (L2(x[..2]) + L2(x[2..]))), null),
        Row("FusedLassoNorm", () => new FusedLassoNorm<double>(0.3, 0.5), () => new FusedLassoNorm<float>(0.3, 0.5), x => (0.3 * L1(x)) + (0.5 * x.Skip(1).Zip(x, (b, a) => Math.Abs(b - a)).Sum()), null),
        Row("TotalVariation1D, weighted", () => new TotalVariation1D<double>(Of<double>([0.3, 0, 1, 0.5, 2, 0.1])), () => new TotalVariation1D<float>(Of<float>([0.3, 0, 1, 0.5, 2, 0.1])),
            x => x.Skip(1).Zip(x, (b, a) => Math.Abs(b - a)).Zip((double[])[0.3, 0, 1, 0.5, 2, 0.1], (d, w) => d * w).Sum(),
            u => Indicator(RunningSums(u).Zip((double[])[0.3, 0, 1, 0.5, 2, 0.1, 0], (s, w) => Math.Abs(s) <= w + 1e-9).All(b => b))),
    ];

    private static double[] Slopes => [2, 1.5, 1.5, 0.8, 0.5, 0.1, 0];

    private static ProximalCase Row(string name, Func<IProximable<double>> twice, Func<IProximable<float>> single, Func<double[], double> value, Func<double[], double>? conjugate, int length = 7, bool nonConvex = false, double tolerance = 1e-9) =>
        new() { Name = name, Double = twice, Single = single, Value = value, Conjugate = conjugate, Length = length, IsNonConvex = nonConvex, Tolerance = tolerance };

    private static IEnumerable<double> RunningSums(double[] x)
    {
        double sum = 0;
        foreach (double value in x)
            yield return sum += value;
    }
}
