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
        Row("Translation", () => new Translation<double>(new L1Norm<double>(0.7), Of<double>(Centre)), () => new Translation<float>(new L1Norm<float>(0.7), Of<float>(Centre)),
            x => 0.7 * L1(Minus(x, Centre)), u => Max(u) <= 0.7 + 1e-12 ? Dot(u, Centre) : Infinity),
        Row("ScaledFunction", () => new ScaledFunction<double>(new Huber<double>(0.7), 1.3), () => new ScaledFunction<float>(new Huber<float>(0.7), 1.3),
            x => x.Sum(v => 1.3 * (Math.Abs(v) <= 0.7 ? v * v / 2 : 0.7 * (Math.Abs(v) - 0.35))), u => u.Sum(v => Math.Abs(v) <= (1.3 * 0.7) + 1e-13 ? v * v / 2.6 : Infinity)),
        Row("ArgumentScaling", () => new ArgumentScaling<double>(new L2Norm<double>(0.9), -1.5), () => new ArgumentScaling<float>(new L2Norm<float>(0.9), -1.5), x => 1.35 * L2(x), u => Indicator(L2(u) <= 1.35 + 1e-12)),
        Row("Tilt", () => new Tilt<double>(new SquaredL2Norm<double>(0.8), Of<double>(Centre), 2), () => new Tilt<float>(new SquaredL2Norm<float>(0.8), Of<float>(Centre), 2),
            x => (0.4 * Dot(x, x)) + Dot(x, Centre) + 2, u => (Dot(Minus(u, Centre), Minus(u, Centre)) / 1.6) - 2),
        Row("Regularized", () => new Regularized<double>(new L1Norm<double>(0.4), 0.9), () => new Regularized<float>(new L1Norm<float>(0.4), 0.9),
            x => (0.4 * L1(x)) + (0.45 * Dot(x, x)), u => u.Sum(v => Math.Pow(Math.Max(Math.Abs(v) - 0.4, 0), 2) / 1.8)),
        Row("Regularized, centred", () => new Regularized<double>(new NonNegative<double>(), 0.9, Of<double>(Centre)), () => new Regularized<float>(new NonNegative<float>(), 0.9, Of<float>(Centre)),
            x => x.All(v => v >= 0) ? 0.45 * Dot(Minus(x, Centre), Minus(x, Centre)) : Infinity,
            u => u.Zip(Centre, (v, c) => Math.Max(0, c + (v / 0.9)) is var z ? (v * z) - (0.45 * (z - c) * (z - c)) : 0).Sum()),
        Row("MoreauEnvelope", () => new MoreauEnvelope<double>(new L1Norm<double>(0.7), 0.5), () => new MoreauEnvelope<float>(new L1Norm<float>(0.7), 0.5),
            x => x.Sum(v => Math.Abs(v) <= 0.35 ? v * v : 0.7 * (Math.Abs(v) - 0.175)), u => Max(u) <= 0.7 + 1e-12 ? 0.25 * Dot(u, u) : Infinity),
        Row("RepeatedSum", () => new RepeatedSum<double>(new L2Norm<double>(0.9), 3), () => new RepeatedSum<float>(new L2Norm<float>(0.9), 3), x => 0.9 * x.Chunk(3).Sum(L2), u => Indicator(u.Chunk(3).All(g => L2(g) <= 0.9 + 1e-12)), length: 9),
        Row("Restriction", () => new Restriction<double>(new L1Norm<double>(0.7), new Box<double>(-0.2, 1)), () => new Restriction<float>(new L1Norm<float>(0.7), new Box<float>(-0.2, 1)),
            x => x.All(v => v is >= -0.2 and <= 1) ? 0.7 * L1(x) : Infinity, null),
        Row("PointwiseMinimum", () => new PointwiseMinimum<double>(new L2Ball<double>(1, Of<double>(Centre)), new L2Ball<double>(0.5)), () => new PointwiseMinimum<float>(new L2Ball<float>(1, Of<float>(Centre)), new L2Ball<float>(0.5)),
            x => Indicator(L2(Minus(x, Centre)) <= 1 + Slack || L2(x) <= 0.5 + Slack), null, nonConvex: true),
        Row("DistanceToSet", () => new DistanceToSet<double>(new NonNegative<double>(), 0.9), () => new DistanceToSet<float>(new NonNegative<float>(), 0.9),
            x => 0.9 * L2([.. x.Select(v => Math.Min(v, 0))]), u => Indicator(u.All(v => v <= 1e-12) && L2(u) <= 0.9 + 1e-12)),
        Row("SquaredDistanceToSet", () => new SquaredDistanceToSet<double>(new LInfinityBall<double>(0.5), 0.9), () => new SquaredDistanceToSet<float>(new LInfinityBall<float>(0.5), 0.9),
            x => 0.45 * x.Sum(v => Math.Pow(Math.Max(Math.Abs(v) - 0.5, 0), 2)), u => (0.5 * L1(u)) + (Dot(u, u) / 1.8)),
        Row("RadialFunction", () => new RadialFunction<double>(new Huber<double>(0.7)), () => new RadialFunction<float>(new Huber<float>(0.7)),
            x => L2(x) is var r && r <= 0.7 ? r * r / 2 : 0.7 * (L2(x) - 0.35), u => L2(u) <= 0.7 + 1e-12 ? Dot(u, u) / 2 : Infinity),
        Row("TightFrameComposition, row", () => new TightFrameComposition<double>(new L1Norm<double>(0.9), Of<double>(Centre)), () => new TightFrameComposition<float>(new L1Norm<float>(0.9), Of<float>(Centre)),
            x => 0.9 * Math.Abs(Dot(x, Centre)), u => Along(u) is var t && !double.IsNaN(t) ? Indicator(Math.Abs(t) <= 0.9 + 1e-12) : Infinity),
    ];

    private static IEnumerable<ProximalCase> Matrices => ((ProximalCase[])
    [
        Row("NuclearNorm", () => new NuclearNorm<double>(0.7, 3, 4), () => new NuclearNorm<float>(0.7, 3, 4), x => 0.7 * Sigma(x).Sum(), u => Indicator(Sigma(u).Max() <= 0.7 + 1e-11), length: 12),
        Row("SpectralNorm", () => new SpectralNorm<double>(0.7, 3, 4), () => new SpectralNorm<float>(0.7, 3, 4), x => 0.7 * Sigma(x).Max(), u => Indicator(Sigma(u).Sum() <= 0.7 + 1e-10), length: 12),
        Row("NuclearBall", () => new NuclearBall<double>(0.7, 3, 4), () => new NuclearBall<float>(0.7, 3, 4), x => Indicator(Sigma(x).Sum() <= 0.7 + Slack), u => 0.7 * Sigma(u).Max(), length: 12),
        Row("SpectralBall", () => new SpectralBall<double>(0.7, 3, 4), () => new SpectralBall<float>(0.7, 3, 4), x => Indicator(Sigma(x).Max() <= 0.7 + Slack), u => 0.7 * Sigma(u).Sum(), length: 12),
        Row("SchattenPower", () => new SchattenPower<double>(3, 0.7, 3, 4), () => new SchattenPower<float>(3, 0.7, 3, 4), x => 0.7 * Sigma(x).Sum(s => s * s * s), u => 1.4 * Sigma(u).Sum(s => Math.Pow(s / 2.1, 1.5)), length: 12),
        Row("SingularValueFunction", () => new SingularValueFunction<double>(new ElasticNet<double>(0.4, 0.9), 3, 4), () => new SingularValueFunction<float>(new ElasticNet<float>(0.4, 0.9), 3, 4),
            x => Sigma(x).Sum(s => (0.4 * s) + (0.45 * s * s)), u => Sigma(u).Sum(s => Math.Pow(Math.Max(s - 0.4, 0), 2) / 1.8), length: 12),
        Row("EigenvalueFunction", () => new EigenvalueFunction<double>(new Huber<double>(0.7), 3), () => new EigenvalueFunction<float>(new Huber<float>(0.7), 3),
            x => Eigen(x) is { } e ? e.Sum(v => Math.Abs(v) <= 0.7 ? v * v / 2 : 0.7 * (Math.Abs(v) - 0.35)) : Infinity, u => Eigen(Symmetric(u)) is { } e && Max(e) <= 0.7 + 1e-11 ? e.Sum(v => v * v) / 2 : Infinity, length: 9),
        Row("RankPenalty", () => new RankPenalty<double>(0.7, 3, 4), () => new RankPenalty<float>(0.7, 3, 4), x => 0.7 * Sigma(x).Count(s => s > 1e-9), null, length: 12, nonConvex: true),
        Row("RankConstraint", () => new RankConstraint<double>(1, 3, 4), () => new RankConstraint<float>(1, 3, 4), x => Indicator(Sigma(x).Count(s => s > 1e-9) <= 1), null, length: 12, nonConvex: true),
        Row("OrthogonalMatrices", () => new OrthogonalMatrices<double>(3, 4), () => new OrthogonalMatrices<float>(3, 4), x => Indicator(Sigma(x).All(s => Math.Abs(s - 1) <= 1e-9)), null, length: 12, nonConvex: true),
        Row("PositiveSemidefiniteCone", () => new PositiveSemidefiniteCone<double>(3), () => new PositiveSemidefiniteCone<float>(3), x => Eigen(x) is { } e ? Indicator(e.Min() >= -Slack) : Infinity, u => Indicator(Eigen(Symmetric(u))!.Max() <= 1e-10), length: 9),
        Row("LogDeterminant", () => new LogDeterminant<double>(0.7, 3), () => new LogDeterminant<float>(0.7, 3), x => Eigen(x) is { } e && e.Min() > 0 ? -0.7 * e.Sum(Math.Log) : Infinity,
            u => Eigen(Symmetric(u)) is { } e && e.Max() < 0 ? -0.7 * e.Sum(v => Math.Log(-v / 0.7) + 1) : Infinity, length: 9),
        Row("VonNeumannEntropy", () => new VonNeumannEntropy<double>(0.7, 3), () => new VonNeumannEntropy<float>(0.7, 3), x => Eigen(x) is { } e && e.Min() >= -1e-12 ? 0.7 * e.Sum(TimesLog) : Infinity,
            u => 0.7 * Eigen(Symmetric(u))!.Sum(v => Math.Exp((v / 0.7) - 1)), length: 9),
        Row("LargestEigenvalue", () => new LargestEigenvalue<double>(0.7, 3), () => new LargestEigenvalue<float>(0.7, 3), x => Eigen(x) is { } e ? 0.7 * e.Max() : Infinity,
            u => Indicator(Eigen(Symmetric(u)) is { } e && e.Min() >= -1e-10 && Math.Abs(e.Sum() - 0.7) <= 1e-10), length: 9),
        Row("Spectraplex", () => new Spectraplex<double>(0.7, 3), () => new Spectraplex<float>(0.7, 3), x => Indicator(Eigen(x) is { } e && e.Min() >= -Slack && Math.Abs(e.Sum() - 0.7) <= Slack),
            u => 0.7 * Eigen(Symmetric(u))!.Max(), length: 9),
    ]);

    private static double[] Sigma(double[] x) => MathsIA.LinearAlgebra.Matrix.SingularValues(Tensor.From(x, 3, 4)).ToArray();

    /// <summary>The eigenvalues; null where the matrix is not symmetric.</summary>
    private static double[]? Eigen(double[] x) =>
        Max(Minus(x, Symmetric(x))) <= 1e-9 * (1 + Max(x)) ? MathsIA.LinearAlgebra.Matrix.SymmetricEigenvalues(Tensor.From(Symmetric(x), 3, 3)).ToArray() : null;

    private static double[] Symmetric(double[] x) => [.. Enumerable.Range(0, 9).Select(k => (x[k] + x[(k % 3 * 3) + (k / 3)]) / 2)];
}
