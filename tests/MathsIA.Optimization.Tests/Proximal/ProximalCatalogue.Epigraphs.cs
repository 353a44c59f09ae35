namespace MathsIA.Optimization.Tests.Proximal;

internal static partial class ProximalCatalogue
{
    private static double[,] Design => new[,] { { 1, 2, -1, 0, 0.5, 0, 1 }, { 0, 1, 1, -2, 0, 3, 0 }, { 2, 0, 0, 1, 1, 0, -1.5 } };

    private static double[] Targets => [1, -2, 0.5];

    private static double[,] Curvature => new[,] { { 2.0, 0.5, 0 }, { 0.5, 1, 0.25 }, { 0, 0.25, 3 } };

    private static IEnumerable<ProximalCase> Fits =>
    [
        Row("ProximableLeastSquares", () => new ProximableLeastSquares<double>(Tensor.From(Design), Of<double>(Targets), 0.7), () => new ProximableLeastSquares<float>(Tensor.From(Design).To<float>(), Of<float>(Targets), 0.7),
            x => 0.35 * Minus(Product(Design, x), Targets).Sum(v => v * v), FitConjugate),
        Row("ProximableQuadratic", () => new ProximableQuadratic<double>(Tensor.From(Curvature), Of<double>([1, -1, 0.5])), () => new ProximableQuadratic<float>(Tensor.From(Curvature).To<float>(), Of<float>([1, -1, 0.5])),
            x => (0.5 * Dot(x, Product(Curvature, x))) + Dot(x, [1, -1, 0.5]), u => 0.5 * Dot(Minus(u, [1, -1, 0.5]), SolveCurvature(Minus(u, [1, -1, 0.5]))), length: 3),
        Row("Perspective of half the square", () => new Perspective<double>(new SquaredL2Norm<double>()), () => new Perspective<float>(new SquaredL2Norm<float>()),
            x => x[^1] > 0 ? Dot(x[..^1], x[..^1]) / (2 * x[^1]) : x[^1] == 0 && Max(x[..^1]) <= 1e-12 ? 0 : Infinity, u => Indicator(u[^1] + (Dot(u[..^1], u[..^1]) / 2) <= 1e-9), length: 5, tolerance: 1e-8),
    ];

    private static IEnumerable<ProximalCase> Epigraphs =>
    [
        Row("L1Epigraph", () => new L1Epigraph<double>(), () => new L1Epigraph<float>(), x => Indicator(L1(x[..^1]) <= x[^1] + Slack), u => Indicator(Max(u[..^1]) <= -u[^1] + 1e-11)),
        Row("L2Epigraph", () => new L2Epigraph<double>(), () => new L2Epigraph<float>(), x => Indicator(L2(x[..^1]) <= x[^1] + Slack), u => Indicator(L2(u[..^1]) <= -u[^1] + 1e-11)),
        Row("LInfinityEpigraph", () => new LInfinityEpigraph<double>(), () => new LInfinityEpigraph<float>(), x => Indicator(Max(x[..^1]) <= x[^1] + Slack), u => Indicator(L1(u[..^1]) <= -u[^1] + 1e-11)),
        Row("SquaredL2Epigraph", () => new SquaredL2Epigraph<double>(1.4), () => new SquaredL2Epigraph<float>(1.4), x => Indicator(0.7 * Dot(x[..^1], x[..^1]) <= x[^1] + 1e-8),
            u => u[^1] < 0 ? Dot(u[..^1], u[..^1]) / (2.8 * -u[^1]) : Indicator(Max(u) <= 1e-11), tolerance: 1e-8),
        Row("Epigraph of the exponential", () => new Epigraph<double>(new Exponential<double>()), () => new Epigraph<float>(new Exponential<float>()), x => Indicator(Math.Exp(x[0]) <= x[1] + 1e-8 * (1 + Math.Abs(x[1]))), null, length: 2, tolerance: 1e-7),
        Row("Epigraph of the l1 norm", () => new Epigraph<double>(new L1Norm<double>()), () => new Epigraph<float>(new L1Norm<float>()), x => Indicator(L1(x[..^1]) <= x[^1] + 1e-8), null, tolerance: 1e-8),
        Row("SublevelSet of Huber", () => new SublevelSet<double>(new Huber<double>(0.5), 0.8), () => new SublevelSet<float>(new Huber<float>(0.5), 0.8),
            x => Indicator(x.Sum(v => Math.Abs(v) <= 0.5 ? v * v / 2 : 0.5 * (Math.Abs(v) - 0.25)) <= 0.8 + 1e-9), null, tolerance: 1e-8),
    ];

    private static double[] Product(double[,] a, double[] x) =>
        [.. Enumerable.Range(0, a.GetLength(0)).Select(i => Enumerable.Range(0, x.Length).Sum(j => a[i, j] * x[j]))];

    /// <summary>At <c>u = Aᵀw</c> it is <c>⟨w, b⟩ + ‖w‖²/(2 · 0.7)</c>, since A has full row rank; elsewhere +∞.</summary>
    private static double FitConjugate(double[] u)
    {
        Tensor<double> transposed = Tensor.From(Design).Transpose();
        double[] w = MathsIA.LinearAlgebra.Matrix.LeastSquares(transposed, Tensor.From(u)).Solution.ToArray(), image = transposed.MatMul(Tensor.From(w)).ToArray();
        return Max(Minus(image, u)) <= 1e-10 * (1 + Max(u)) ? Dot(w, Targets) + (Dot(w, w) / 1.4) : Infinity;
    }

    private static double[] SolveCurvature(double[] b) => MathsIA.LinearAlgebra.Matrix.Cholesky(Tensor.From(Curvature)).Solve(Tensor.From(b)).ToArray();
}
