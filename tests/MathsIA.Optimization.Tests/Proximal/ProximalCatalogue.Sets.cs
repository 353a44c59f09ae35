namespace MathsIA.Optimization.Tests.Proximal;

internal static partial class ProximalCatalogue
{
    private const double Slack = 1e-9;

    private static readonly double[,] Rows = { { 1, 2, -1, 0, 0.5, 0, 1 }, { 0, 1, 1, -2, 0, 3, 0 }, { 1, 3, 0, -2, 0.5, 3, 1 } };

    private static IEnumerable<ProximalCase> Sets =>
    [
        new()
        {
            Name = "Box", Double = () => new Box<double>(-0.5, 1), Single = () => new Box<float>(-0.5, 1),
            Value = x => Indicator(x.All(v => v is >= -0.5 and <= 1)), Conjugate = u => u.Sum(v => Math.Max(-0.5 * v, v)),
        },
        new()
        {
            Name = "NonNegative", Double = () => new NonNegative<double>(), Single = () => new NonNegative<float>(),
            Value = x => Indicator(x.All(v => v >= 0)), Conjugate = u => Indicator(u.All(v => v <= Slack)),
        },
        new()
        {
            Name = "NonPositive", Double = () => new NonPositive<double>(), Single = () => new NonPositive<float>(),
            Value = x => Indicator(x.All(v => v <= 0)), Conjugate = u => Indicator(u.All(v => v >= -Slack)),
        },
        new()
        {
            Name = "LInfinityBall", Double = () => new LInfinityBall<double>(0.7), Single = () => new LInfinityBall<float>(0.7),
            Value = x => Indicator(Max(x) <= 0.7 + Slack), Conjugate = u => 0.7 * L1(u),
        },
        new()
        {
            Name = "L2Ball", Double = () => new L2Ball<double>(1.2), Single = () => new L2Ball<float>(1.2),
            Value = x => Indicator(L2(x) <= 1.2 + Slack), Conjugate = u => 1.2 * L2(u),
        },
        new()
        {
            Name = "L2Ball, centred", Double = () => new L2Ball<double>(1.2, Of<double>(Centre)), Single = () => new L2Ball<float>(1.2, Of<float>(Centre)),
            Value = x => Indicator(L2(Minus(x, Centre)) <= 1.2 + Slack), Conjugate = u => (1.2 * L2(u)) + Dot(u, Centre),
        },
        new()
        {
            Name = "L1Ball", Double = () => new L1Ball<double>(1.5), Single = () => new L1Ball<float>(1.5),
            Value = x => Indicator(L1(x) <= 1.5 + Slack), Conjugate = u => 1.5 * Max(u),
        },
        new()
        {
            Name = "Simplex", Double = () => new Simplex<double>(1.5), Single = () => new Simplex<float>(1.5),
            Value = x => Indicator(x.All(v => v >= 0) && Math.Abs(x.Sum() - 1.5) <= Slack), Conjugate = u => 1.5 * u.Max(),
        },
        new()
        {
            Name = "AffineSet", Double = () => new AffineSet<double>(Tensor.From(Rows), Of<double>([1, 2, 3])),
            Single = () => new AffineSet<float>(Tensor.From(Rows).To<float>(), Of<float>([1, 2, 3])),
            Value = x => Indicator(Residual(x, [1, 2, 3]) <= Slack),
            // The third row is the sum of the others: u = t₁ a₁ + t₂ a₂ has the support value t₁ + 2 t₂.
            Conjugate = u => Combination(u) is var (first, second, off) && off <= 1e-10 * (1 + Max(u)) ? first + (2 * second) : Infinity,
        },
        Row("Singleton", () => new Singleton<double>(Of<double>(Centre)), () => new Singleton<float>(Of<float>(Centre)), x => Indicator(x.SequenceEqual(Centre)), u => Dot(u, Centre)),
        Row("Singleton at the origin", () => new Singleton<double>(), () => new Singleton<float>(), x => Indicator(Max(x) == 0), _ => 0),
        Row("HalfSpace", () => new HalfSpace<double>(Of<double>(Centre), 0.5), () => new HalfSpace<float>(Of<float>(Centre), 0.5), x => Indicator(Dot(x, Centre) <= 0.5 + Slack), u => Along(u) is var t && !double.IsNaN(t) && t >= -1e-12 ? 0.5 * t : Infinity),
        Row("Hyperplane", () => new Hyperplane<double>(Of<double>(Centre), 0.5), () => new Hyperplane<float>(Of<float>(Centre), 0.5), x => Indicator(Math.Abs(Dot(x, Centre) - 0.5) <= 1e-8), u => Along(u) is var t && !double.IsNaN(t) ? 0.5 * t : Infinity),
        Row("HyperSlab", () => new HyperSlab<double>(Of<double>(Centre), -1, 0.5), () => new HyperSlab<float>(Of<float>(Centre), -1, 0.5), x => Indicator(Dot(x, Centre) is >= -1 - Slack and <= 0.5 + Slack), u => Along(u) is var t && !double.IsNaN(t) ? Math.Max(0.5 * t, -t) : Infinity),
        Row("SolidSimplex", () => new SolidSimplex<double>(1.5), () => new SolidSimplex<float>(1.5), x => Indicator(x.All(v => v >= 0) && x.Sum() <= 1.5 + Slack), u => 1.5 * Math.Max(0, u.Max())),
        Row("SolidSimplex, wide", () => new SolidSimplex<double>(50), () => new SolidSimplex<float>(50), x => Indicator(x.All(v => v >= 0) && x.Sum() <= 50 + Slack), u => 50 * Math.Max(0, u.Max())),
        Row("CappedSimplex", () => new CappedSimplex<double>(2, 0.8), () => new CappedSimplex<float>(2, 0.8), x => Indicator(x.All(v => v is >= 0 and <= 0.8 + Slack) && Math.Abs(x.Sum() - 2) <= Slack),
            u => u.OrderDescending().Zip((double[])[0.8, 0.8, 0.4], (v, w) => v * w).Sum()),
        Row("MonotoneCone", () => new MonotoneCone<double>(), () => new MonotoneCone<float>(), x => Indicator(x.Skip(1).Zip(x, (b, a) => b >= a).All(b => b)),
            u => Indicator(Math.Abs(u.Sum()) <= 1e-9 && RunningSums(u).All(s => s >= -1e-9)), length: 15),
        Row("NonNegativeL2Ball", () => new NonNegativeL2Ball<double>(1.2), () => new NonNegativeL2Ball<float>(1.2), x => Indicator(x.All(v => v >= 0) && L2(x) <= 1.2 + Slack), u => 1.2 * L2([.. u.Select(v => Math.Max(v, 0))])),
        Row("ConsensusSet", () => new ConsensusSet<double>(3), () => new ConsensusSet<float>(3), x => Indicator(Max(Minus(x[..2], x[2..4])) <= 1e-12 && Max(Minus(x[..2], x[4..])) <= 1e-12), u => Indicator(Math.Abs(u[0] + u[2] + u[4]) <= 1e-11 && Math.Abs(u[1] + u[3] + u[5]) <= 1e-11), length: 6),
        Row("SparseSet", () => new SparseSet<double>(3), () => new SparseSet<float>(3), x => Indicator(x.Count(v => v != 0) <= 3), null, nonConvex: true),
        Row("Sphere", () => new Sphere<double>(1.2), () => new Sphere<float>(1.2), x => Indicator(Math.Abs(L2(x) - 1.2) <= Slack), null, nonConvex: true),
        Row("SecondOrderCone", () => new SecondOrderCone<double>(), () => new SecondOrderCone<float>(), x => Indicator(L2(x[1..]) <= x[0] + Slack), u => Indicator(L2(u[1..]) <= -u[0] + 1e-10)),
        Row("RotatedSecondOrderCone", () => new RotatedSecondOrderCone<double>(), () => new RotatedSecondOrderCone<float>(),
            x => Indicator(x[0] >= -Slack && x[1] >= -Slack && Dot(x[2..], x[2..]) <= (2 * x[0] * x[1]) + 1e-7), u => Indicator(u[0] <= 1e-10 && u[1] <= 1e-10 && Dot(u[2..], u[2..]) <= (2 * u[0] * u[1]) + 1e-8)),
        Row("ExponentialCone", () => new ExponentialCone<double>(), () => new ExponentialCone<float>(),
            x => Indicator(InExponentialCone(x)), u => Indicator(InExponentialDual([-u[0], -u[1], -u[2]])), length: 3, tolerance: 1e-8),
        Row("DualExponentialCone", () => new DualExponentialCone<double>(), () => new DualExponentialCone<float>(),
            x => Indicator(InExponentialDual(x)), u => Indicator(InExponentialCone([-u[0], -u[1], -u[2]])), length: 3, tolerance: 1e-8),
    ];

    private static bool InExponentialCone(double[] x) =>
        (x[1] > 1e-9 && x[1] * Math.Exp(x[0] / x[1]) <= x[2] + 1e-8) || (Math.Abs(x[1]) <= 1e-9 && x[0] <= 1e-8 && x[2] >= -1e-8);

    private static bool InExponentialDual(double[] x) =>
        (x[0] < -1e-9 && -x[0] * Math.Exp((x[1] / x[0]) - 1) <= x[2] + 1e-8) || (Math.Abs(x[0]) <= 1e-9 && x[1] >= -1e-8 && x[2] >= -1e-8);

    /// <summary>The t of <c>u = t a</c>; NaN where u is not along a.</summary>
    private static double Along(double[] u)
    {
        double t = Dot(u, Centre) / Dot(Centre, Centre);
        return Max(Minus(u, [.. Centre.Select(c => t * c)])) <= 1e-11 * (1 + Max(u)) ? t : double.NaN;
    }

    /// <summary>The nearest <c>t₁ a₁ + t₂ a₂</c> of the first two rows, by Cramer's rule, and how far it is.</summary>
    private static (double First, double Second, double Off) Combination(double[] u)
    {
        double[] a = [.. Enumerable.Range(0, 7).Select(j => Rows[0, j])], b = [.. Enumerable.Range(0, 7).Select(j => Rows[1, j])];
        double aa = Dot(a, a), ab = Dot(a, b), bb = Dot(b, b), det = (aa * bb) - (ab * ab);
        double first = ((bb * Dot(a, u)) - (ab * Dot(b, u))) / det, second = ((aa * Dot(b, u)) - (ab * Dot(a, u))) / det;
        return (first, second, Max([.. u.Select((v, j) => v - (first * a[j]) - (second * b[j]))]));
    }

    private static double Residual(double[] x, double[] b)
    {
        double worst = 0;
        for (int i = 0; i < b.Length; i++)
            worst = Math.Max(worst, Math.Abs(Enumerable.Range(0, x.Length).Sum(j => Rows[i, j] * x[j]) - b[i]));
        return worst;
    }
}
