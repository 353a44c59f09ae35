namespace MathsIA.Optimization.Tests.Proximal;

internal static partial class ProximalCatalogue
{
    private static IEnumerable<ProximalCase> Calculus =>
    [
        new()
        {
            Name = "ZeroFunction", Double = () => new ZeroFunction<double>(), Single = () => new ZeroFunction<float>(),
            Value = _ => 0, Conjugate = u => Indicator(Max(u) <= 1e-12),
        },
        new()
        {
            Name = "Conjugate of the L1 norm", Double = () => new Conjugate<double>(new L1Norm<double>(0.7)), Single = () => new Conjugate<float>(new L1Norm<float>(0.7)),
            Value = x => Indicator(Max(x) <= 0.7 + Slack), Conjugate = u => 0.7 * L1(u),
        },
        new()
        {
            Name = "SeparableSum", Double = () => new SeparableSum<double>((new L1Norm<double>(0.5), 3), (new L2Norm<double>(0.9), 4)),
            Single = () => new SeparableSum<float>((new L1Norm<float>(0.5), 3), (new L2Norm<float>(0.9), 4)),
            Value = x => (0.5 * L1(x[..3])) + (0.9 * L2(x[3..])), Conjugate = u => Indicator(Max(u[..3]) <= 0.5 + 1e-12 && L2(u[3..]) <= 0.9 + 1e-12),
        },
    ];
}
