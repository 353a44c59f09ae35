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
        },
    ];

    private static double Residual(double[] x, double[] b)
    {
        double worst = 0;
        for (int i = 0; i < b.Length; i++)
            worst = Math.Max(worst, Math.Abs(Enumerable.Range(0, x.Length).Sum(j => Rows[i, j] * x[j]) - b[i]));
        return worst;
    }
}
