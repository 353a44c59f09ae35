namespace MathsIA.Optimization.Tests.Proximal;

internal static partial class ProximalCatalogue
{
    private static double[] Positive => [0.5, 1, 1.5, 0.25, 2, 1, 0.75];

    private static double[] Signs => [1, -1, 1, 1, -1, -1, 1];

    private static double[] Counts => [0, 1, 3, 2, 0, 5, 1];

    private static IEnumerable<ProximalCase> Scalars =>
    [
        Scalar("ElasticNet", () => new ElasticNet<double>(0.4, 0.9), () => new ElasticNet<float>(0.4, 0.9), x => (0.4 * Math.Abs(x)) + (0.45 * x * x), u => Math.Pow(Math.Max(Math.Abs(u) - 0.4, 0), 2) / 1.8),
        Scalar("Huber", () => new Huber<double>(0.7, 1.3), () => new Huber<float>(0.7, 1.3),
            x => 1.3 * (Math.Abs(x) <= 0.7 ? x * x / 2 : 0.7 * (Math.Abs(x) - 0.35)), u => Math.Abs(u) <= (1.3 * 0.7) + 1e-13 ? u * u / 2.6 : Infinity),
        Scalar("BerHu", () => new BerHu<double>(0.7, 1.3), () => new BerHu<float>(0.7, 1.3),
            x => 1.3 * (Math.Abs(x) <= 0.7 ? Math.Abs(x) : ((x * x) + 0.49) / 1.4), u => Math.Abs(u) <= 1.3 ? 0 : 0.7 * ((u * u) - 1.69) / 2.6),
        Scalar("EpsilonInsensitive", () => new EpsilonInsensitive<double>(0.4, 1.3), () => new EpsilonInsensitive<float>(0.4, 1.3),
            x => 1.3 * Math.Max(Math.Abs(x) - 0.4, 0), u => Math.Abs(u) <= 1.3 + 1e-13 ? 0.4 * Math.Abs(u) : Infinity),
        Scalar("SquaredEpsilonInsensitive", () => new SquaredEpsilonInsensitive<double>(0.4, 1.3), () => new SquaredEpsilonInsensitive<float>(0.4, 1.3),
            x => 0.65 * Math.Pow(Math.Max(Math.Abs(x) - 0.4, 0), 2), u => (0.4 * Math.Abs(u)) + (u * u / 2.6)),
        Scalar("PositivePart", () => new PositivePart<double>(1.3), () => new PositivePart<float>(1.3), x => 1.3 * Math.Max(x, 0), u => Indicator(u is >= 0 and <= 1.3 + 1e-13)),
        Scalar("IntervalSupport", () => new IntervalSupport<double>(-0.5, 1.5), () => new IntervalSupport<float>(-0.5, 1.5), x => x > 0 ? 1.5 * x : -0.5 * x, u => Indicator(u is >= -0.5 - 1e-12 and <= 1.5 + 1e-12)),
        Scalar("Pinball", () => new Pinball<double>(0.3, 2), () => new Pinball<float>(0.3, 2), x => x > 0 ? 0.6 * x : -1.4 * x, u => Indicator(u is >= -1.4 - 1e-13 and <= 0.6 + 1e-13)),
        Scalar("Entropy", () => new Entropy<double>(1.3), () => new Entropy<float>(1.3), x => x > 0 ? 1.3 * x * Math.Log(x) : x == 0 ? 0 : Infinity, u => 1.3 * Math.Exp((u / 1.3) - 1)),
        Scalar("LogBarrier", () => new LogBarrier<double>(1.3), () => new LogBarrier<float>(1.3), x => x > 0 ? -1.3 * Math.Log(x) : Infinity, u => u < 0 ? (-1.3 * Math.Log(-u / 1.3)) - 1.3 : Infinity),
        Scalar("Exponential", () => new Exponential<double>(0.6), () => new Exponential<float>(0.6), x => 0.6 * Math.Exp(x), u => u > 0 ? (u * Math.Log(u / 0.6)) - u : u == 0 ? 0 : Infinity),
        .. ((double[])[4.0 / 3, 1.5, 3, 4, 1.1]).Select(p => Scalar($"PowerFunction {p:f2}", () => new PowerFunction<double>(p, 0.8), () => new PowerFunction<float>(p, 0.8),
            x => 0.8 * Math.Pow(Math.Abs(x), p), u => 0.8 * (p - 1) * Math.Pow(Math.Abs(u) / (0.8 * p), p / (p - 1)))),
        Scalar("InversePower", () => new InversePower<double>(1, 0.8), () => new InversePower<float>(1, 0.8), x => x > 0 ? 0.8 / x : Infinity, u => u <= 0 ? -2 * Math.Sqrt(-0.8 * u) : Infinity),
        Scalar("NegativeRoot", () => new NegativeRoot<double>(2, 0.8), () => new NegativeRoot<float>(2, 0.8), x => x >= 0 ? -0.8 * Math.Sqrt(x) : Infinity, u => u < 0 ? 0.64 / (-4 * u) : Infinity),
        Scalar("PseudoHuber", () => new PseudoHuber<double>(0.5, 1.3), () => new PseudoHuber<float>(0.5, 1.3),
            x => 1.3 * (Math.Sqrt((x * x) + 0.25) - 0.5), u => Math.Abs(u) <= 1.3 ? (1.3 * 0.5) - (0.5 * Math.Sqrt(1.69 - (u * u))) : Infinity),
        Scalar("Fair", () => new Fair<double>(0.5, 1.3), () => new Fair<float>(0.5, 1.3),
            x => 1.3 * 0.25 * ((Math.Abs(x) / 0.5) - Math.Log(1 + (Math.Abs(x) / 0.5))), u => Math.Abs(u) < 0.65 ? (-0.5 * Math.Abs(u)) - (0.325 * Math.Log(1 - (Math.Abs(u) / 0.65))) : Infinity),
        Scalar("FermiDirac", () => new FermiDirac<double>(1.3), () => new FermiDirac<float>(1.3),
            x => x is > 0 and < 1 ? 1.3 * ((x * Math.Log(x)) + ((1 - x) * Math.Log(1 - x))) : x is 0 or 1 ? 0 : Infinity, u => 1.3 * Math.Log(1 + Math.Exp(u / 1.3))),
        Scalar("LogCosh", () => new LogCosh<double>(1.3), () => new LogCosh<float>(1.3), x => 1.3 * Math.Log(Math.Cosh(x)),
            u => Math.Abs(u) <= 1.3 + 1e-12 ? 0.65 * (TimesLog(1 + (u / 1.3)) + TimesLog(1 - (u / 1.3))) : Infinity),
        Scalar("IntervalBarrier", () => new IntervalBarrier<double>(-1, 2, 0.7), () => new IntervalBarrier<float>(-1, 2, 0.7), x => x is > -1 and < 2 ? -0.7 * (Math.Log(x + 1) + Math.Log(2 - x)) : Infinity, null),
        Scalar("LogPower", () => new LogPower<double>(0.7, 0.4, 2), () => new LogPower<float>(0.7, 0.4, 2), x => x > 0 ? (-0.7 * Math.Log(x)) + (0.4 * x * x) : Infinity, null),
        Scalar("LogInverse", () => new LogInverse<double>(0.7, 0.4, 1), () => new LogInverse<float>(0.7, 0.4, 1), x => x > 0 ? (-0.7 * Math.Log(x)) + (0.4 / x) : Infinity, null),
        Scalar("ArctangentPenalty", () => new ArctangentPenalty<double>(), () => new ArctangentPenalty<float>(), x => Math.Abs(x) < 1 ? (-2 / Math.PI * Math.Log(Math.Cos(Math.PI * x / 2))) - (x * x / 2) : Infinity, null),
        Scalar("HyperbolicTangentPenalty", () => new HyperbolicTangentPenalty<double>(), () => new HyperbolicTangentPenalty<float>(),
            x => Math.Abs(x) < 1 ? (x * Math.Atanh(x)) + ((Math.Log(1 - (x * x)) - (x * x)) / 2) : Math.Abs(x) == 1 ? Math.Log(2) - 0.5 : Infinity, null, 1e-8),
        Scalar("HyperbolicSinePenalty", () => new HyperbolicSinePenalty<double>(), () => new HyperbolicSinePenalty<float>(), x => Math.Cosh(x) - 1 - (x * x / 2), null),
        Scalar("ElliotPenalty", () => new ElliotPenalty<double>(), () => new ElliotPenalty<float>(), x => Math.Abs(x) < 1 ? -Math.Abs(x) - Math.Log(1 - Math.Abs(x)) - (x * x / 2) : Infinity, null),
        Scalar("InverseSquareRootPenalty", () => new InverseSquareRootPenalty<double>(), () => new InverseSquareRootPenalty<float>(), x => Math.Abs(x) <= 1 ? 1 - Math.Sqrt(1 - (x * x)) - (x * x / 2) : Infinity, null),
        Scalar("InverseSquareRootLinearPenalty", () => new InverseSquareRootLinearPenalty<double>(), () => new InverseSquareRootLinearPenalty<float>(),
            x => x >= 0 ? 0 : x >= -1 ? 1 - (x * x / 2) - Math.Sqrt(1 - (x * x)) : Infinity, null),
        Scalar("SigmoidPenalty", () => new SigmoidPenalty<double>(), () => new SigmoidPenalty<float>(),
            x => Math.Abs(x) < 0.5 ? ((x + 0.5) * Math.Log(x + 0.5)) + ((0.5 - x) * Math.Log(0.5 - x)) - (((x * x) + 0.25) / 2) : Math.Abs(x) == 0.5 ? -0.25 : Infinity, null),
        Scalar("ExponentialLinearPenalty", () => new ExponentialLinearPenalty<double>(0.8), () => new ExponentialLinearPenalty<float>(0.8),
            x => x >= 0 ? 0 : x > -0.8 ? ((x + 0.8) * Math.Log((x + 0.8) / 0.8)) - x - (x * x / 2) : x == -0.8 ? 0.8 - 0.32 : Infinity, null),
        Scalar("ParametricRectifierPenalty", () => new ParametricRectifierPenalty<double>(0.25), () => new ParametricRectifierPenalty<float>(0.25), x => x < 0 ? 1.5 * x * x : 0, u => u <= 0 ? u * u / 6 : Infinity),
        Scalar("GemanMcClurePenalty", () => new GemanMcClurePenalty<double>(), () => new GemanMcClurePenalty<float>(),
            x => GemanMcClure is var m && Math.Abs(x) < m ? (m * Math.Atan(Math.Sqrt(Math.Abs(x) / (m - Math.Abs(x))))) - Math.Sqrt(Math.Abs(x) * (m - Math.Abs(x))) - (x * x / 2) : Math.Abs(x) == m ? m * (Math.PI - m) / 2 : Infinity, null, 1e-8),
        Scalar("LogarithmicPenalty", () => new LogarithmicPenalty<double>(), () => new LogarithmicPenalty<float>(), x => Math.Exp(Math.Abs(x)) - Math.Abs(x) - 1 - (x * x / 2), null),
        Scalar("IntervalBarrier about 0", () => new IntervalBarrier<double>(-2, 2, 0.7), () => new IntervalBarrier<float>(-2, 2, 0.7), x => Math.Abs(x) < 2 ? -0.7 * Math.Log(4 - (x * x)) : Infinity, null),
        With("LinearFunction", () => new LinearFunction<double>(Of<double>(Centre)), () => new LinearFunction<float>(Of<float>(Centre)), Centre, (x, c) => c * x, (u, c) => Indicator(Math.Abs(u - c) <= 1e-11)),
        With("Hinge", () => new Hinge<double>(Of<double>(Signs), 1.3), () => new Hinge<float>(Of<float>(Signs), 1.3), Signs, (x, b) => 1.3 * Math.Max(0, 1 - (b * x)), (u, b) => b * u is >= -1.3 - 1e-13 and <= 1e-13 ? b * u : Infinity),
        With("SquaredHinge", () => new SquaredHinge<double>(Of<double>(Signs), 1.3), () => new SquaredHinge<float>(Of<float>(Signs), 1.3), Signs,
            (x, b) => 0.65 * Math.Pow(Math.Max(0, 1 - (b * x)), 2), (u, b) => b * u <= 0 ? (b * u) + (u * u / 2.6) : Infinity),
        With("Logistic", () => new Logistic<double>(Of<double>(Signs), 1.3), () => new Logistic<float>(Of<float>(Signs), 1.3), Signs,
            (x, b) => 1.3 * Math.Log(1 + Math.Exp(-b * x)), (u, b) => -b * u / 1.3 is var v and > 0 and < 1 ? 1.3 * ((v * Math.Log(v)) + ((1 - v) * Math.Log(1 - v))) : -b * u / 1.3 is 0 or 1 ? 0 : Infinity),
        With("PoissonLikelihood", () => new PoissonLikelihood<double>(Of<double>(Counts)), () => new PoissonLikelihood<float>(Of<float>(Counts)), Counts,
            (x, y) => x > 0 ? x - (y * Math.Log(x)) + (y > 0 ? (y * Math.Log(y)) - y : 0) : x == 0 && y == 0 ? 0 : Infinity, (u, y) => u < 1 ? -y * Math.Log(1 - u) : u <= 1 + 1e-13 && y == 0 ? 0 : Infinity),
        With("KullbackLeibler", () => new KullbackLeibler<double>(Of<double>(Positive)), () => new KullbackLeibler<float>(Of<float>(Positive)), Positive,
            (x, b) => x > 0 ? (x * Math.Log(x / b)) - x + b : x == 0 ? b : Infinity, (u, b) => b * (Math.Exp(u) - 1)),
        With("Jeffreys", () => new Jeffreys<double>(Of<double>(Positive)), () => new Jeffreys<float>(Of<float>(Positive)), Positive, (x, b) => x > 0 ? (x - b) * Math.Log(x / b) : Infinity, null),
        With("Hellinger", () => new Hellinger<double>(Of<double>(Positive)), () => new Hellinger<float>(Of<float>(Positive)), Positive,
            (x, b) => x >= 0 ? Math.Pow(Math.Sqrt(x) - Math.Sqrt(b), 2) : Infinity, (u, b) => u < 1 ? b * u / (1 - u) : Infinity),
        With("ChiSquare", () => new ChiSquare<double>(Of<double>(Positive)), () => new ChiSquare<float>(Of<float>(Positive)), Positive,
            (x, b) => x >= 0 ? (x - b) * (x - b) / b : Infinity, (u, b) => u >= -2 ? b * (u + (u * u / 4)) : -b),
        With("NeymanChiSquare", () => new NeymanChiSquare<double>(Of<double>(Positive)), () => new NeymanChiSquare<float>(Of<float>(Positive)), Positive,
            (x, b) => x > 0 ? (x - b) * (x - b) / x : Infinity, (u, b) => u <= 1 ? 2 * b * (1 - Math.Sqrt(1 - u)) : Infinity),
        With("ItakuraSaito", () => new ItakuraSaito<double>(Of<double>(Positive)), () => new ItakuraSaito<float>(Of<float>(Positive)), Positive,
            (x, b) => x > 0 ? (x / b) - Math.Log(x / b) - 1 : Infinity, (u, b) => b * u < 1 ? -Math.Log(1 - (b * u)) : Infinity),
        With("AlphaDivergence", () => new AlphaDivergence<double>(Of<double>(Positive), 0.3), () => new AlphaDivergence<float>(Of<float>(Positive), 0.3), Positive,
            (x, b) => x >= 0 ? ((0.3 * x) + (0.7 * b) - (Math.Pow(x, 0.3) * Math.Pow(b, 0.7))) / 0.21 : Infinity, (u, b) => 1 - (0.7 * u) is var s and > 0 ? b * (Math.Pow(s, -3.0 / 7) - 1) / 0.3 : Infinity),
        NonConvex("L0Norm", () => new L0Norm<double>(0.7), () => new L0Norm<float>(0.7), x => x == 0 ? 0 : 0.7),
        NonConvex("MinimaxConcave", () => new MinimaxConcave<double>(0.7, 2.5), () => new MinimaxConcave<float>(0.7, 2.5), x => Math.Abs(x) <= 1.75 ? (0.7 * Math.Abs(x)) - (x * x / 5) : 2.5 * 0.49 / 2),
        NonConvex("SmoothlyClipped", () => new SmoothlyClipped<double>(0.7, 3.5), () => new SmoothlyClipped<float>(0.7, 3.5),
            x => Math.Abs(x) <= 0.7 ? 0.7 * Math.Abs(x) : Math.Abs(x) <= 2.45 ? ((4.9 * Math.Abs(x)) - (x * x) - 0.49) / 5 : 0.49 * 4.5 / 2),
        NonConvex("CappedL1", () => new CappedL1<double>(0.8, 1.3), () => new CappedL1<float>(0.8, 1.3), x => 1.3 * Math.Min(Math.Abs(x), 0.8)),
        NonConvex("TruncatedQuadratic", () => new TruncatedQuadratic<double>(0.8, 1.3), () => new TruncatedQuadratic<float>(0.8, 1.3), x => 0.65 * Math.Min(x * x, 0.64)),
        NonConvex("FractionalPower 1/2", () => new FractionalPower<double>(0.5, 0.7), () => new FractionalPower<float>(0.5, 0.7), x => 0.7 * Math.Sqrt(Math.Abs(x))),
        NonConvex("FractionalPower 2/3", () => new FractionalPower<double>(2.0 / 3, 0.7), () => new FractionalPower<float>(2.0 / 3, 0.7), x => 0.7 * Math.Pow(Math.Abs(x), 2.0 / 3)),
        NonConvex("LogSum", () => new LogSum<double>(0.3, 0.7), () => new LogSum<float>(0.3, 0.7), x => 0.7 * Math.Log(1 + (Math.Abs(x) / 0.3))),
        NonConvex("Cauchy", () => new Cauchy<double>(0.3, 0.7), () => new Cauchy<float>(0.3, 0.7), x => 0.7 * Math.Log(1 + (x * x / 0.09))),
        NonConvex("BinarySet", () => new BinarySet<double>(-1, 2), () => new BinarySet<float>(-1, 2), x => Indicator(x is -1 or 2)),
    ];

    private static double GemanMcClure => 8 / (3 * Math.Sqrt(3));

    private static double TimesLog(double x) => x > 0 ? x * Math.Log(x) : 0;

    private static ProximalCase Scalar(string name, Func<IProximable<double>> twice, Func<IProximable<float>> single, Func<double, double> value, Func<double, double>? conjugate, double tolerance = 1e-9) =>
        new() { Name = name, Double = twice, Single = single, Value = x => x.Sum(value), Conjugate = conjugate is null ? null : u => u.Sum(conjugate), Tolerance = tolerance };

    private static ProximalCase NonConvex(string name, Func<IProximable<double>> twice, Func<IProximable<float>> single, Func<double, double> value) =>
        new() { Name = name, Double = twice, Single = single, Value = x => x.Sum(value), IsNonConvex = true };

    private static ProximalCase With(string name, Func<IProximable<double>> twice, Func<IProximable<float>> single, double[] data, Func<double, double, double> value, Func<double, double, double>? conjugate) =>
        new() { Name = name, Double = twice, Single = single, Value = x => x.Zip(data, value).Sum(), Conjugate = conjugate is null ? null : u => u.Zip(data, conjugate).Sum() };
}
