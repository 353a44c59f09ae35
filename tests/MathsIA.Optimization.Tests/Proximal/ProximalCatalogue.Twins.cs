using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization.Tests.Proximal;

internal static partial class ProximalCatalogue
{
    /// <summary>The naive prox of each row whose coordinates interact, or whose set is thin: from the definition, by sorting, by bisection or by a search over one number.</summary>
    public static readonly Dictionary<string, Func<double[], double, double[]>> Twins = new(StringComparer.Ordinal)
    {
        ["L2Norm"] = (x, t) => Shrunk(x, 0.9 * t),
        ["GroupNorm, all"] = (x, t) => Shrunk(x, 0.9 * t),
        ["GroupNorm, neighbours"] = (x, t) => [.. x.Chunk(3).SelectMany(g => Shrunk(g, 0.9 * t))],
        ["GroupNorm, components"] = (x, t) => [.. Enumerable.Range(0, 22).Select(i => Shrunk([x[i % 11], x[(i % 11) + 11]], 0.9 * t)[i / 11])],
        ["GroupNorm, elements"] = (x, t) => Shrunk([x[4], x[0]], t) is var a && Shrunk([x[1], x[3], x[2]], 0.5 * t) is var b ? [a[1], b[0], b[2], b[1], a[0]] : [],
        ["SparseGroupNorm"] = (x, t) => Soft(x, 0.3 * t) is var z ? [.. Shrunk(z[..2], 0.5 * t), .. Shrunk(z[2..], 0.5 * t)] : [],
        ["NonNegativeL2Norm"] = (x, t) => Shrunk(Positives(x), 0.9 * t),
        ["TotalVariation1D"] = (x, t) => Denoised(x, _ => 0.6 * t),
        ["TotalVariation1D, weighted"] = (x, t) => Denoised(x, i => ((double[])[0.3, 0, 1, 0.5, 2, 0.1])[i] * t),
        ["FusedLassoNorm"] = (x, t) => Soft(Denoised(x, _ => 0.5 * t), 0.3 * t),
        ["LInfinityNorm"] = (x, t) => Minus(x, ToL1Ball(x, 0.9 * t)),
        ["MaximumFunction"] = (x, t) => Minus(x, ToSimplex(x, 0.9 * t)),
        ["SumOfLargest"] = (x, t) => Minus(x, ToCapped(x, 1.8 * t, 0.6 * t)),
        ["SortedL1Norm"] = (x, t) => Sorted(x, t),
        ["L2Ball"] = (x, _) => ToBall(x, 1.2),
        ["L2Ball, centred"] = (x, _) => Plus(Centre, ToBall(Minus(x, Centre), 1.2)),
        ["L1Ball"] = (x, _) => ToL1Ball(x, 1.5),
        ["Simplex"] = (x, _) => ToSimplex(x, 1.5),
        ["SolidSimplex"] = (x, _) => ToSolid(x, 1.5),
        ["SolidSimplex, wide"] = (x, _) => ToSolid(x, 50),
        ["CappedSimplex"] = (x, _) => ToCapped(x, 2, 0.8),
        ["AffineSet"] = (x, _) => Combination(x) is var (f, g, _) && Combination(Point()) is var (c, d, _) ? Plus(x, Mix(c - f, d - g)) : [],
        ["Singleton"] = (_, _) => Centre,
        ["Singleton at the origin"] = (x, _) => new double[x.Length],
        ["HalfSpace"] = (x, _) => ToSlab(x, double.NegativeInfinity, 0.5),
        ["Hyperplane"] = (x, _) => ToSlab(x, 0.5, 0.5),
        ["HyperSlab"] = (x, _) => ToSlab(x, -1, 0.5),
        ["MonotoneCone"] = (x, _) => Isotonic(x),
        ["NonNegativeL2Ball"] = (x, _) => ToBall(Positives(x), 1.2),
        ["ConsensusSet"] = (x, _) => [.. Enumerable.Range(0, 6).Select(i => (x[i % 2] + x[(i % 2) + 2] + x[(i % 2) + 4]) / 3)],
        ["SecondOrderCone"] = (x, _) => ToEpigraph([.. x[1..], x[0]], ToBall) is var z ? [z[^1], .. z[..^1]] : [],
        ["RotatedSecondOrderCone"] = (x, _) => ToEpigraph([.. x[2..], (x[0] - x[1]) / Math.Sqrt(2), (x[0] + x[1]) / Math.Sqrt(2)], ToBall) is var z
            ? [(z[^1] + z[^2]) / Math.Sqrt(2), (z[^1] - z[^2]) / Math.Sqrt(2), .. z[..^2]] : [],
        ["ExponentialCone"] = (x, _) => ToExponentialCone(x),
        ["DualExponentialCone"] = (x, _) => Plus(x, ToExponentialCone([.. x.Select(v => -v)])),
        ["SeparableSum"] = (x, t) => [.. Soft(x[..3], 0.5 * t), .. Shrunk(x[3..], 0.9 * t)],
        ["ArgumentScaling"] = (x, t) => Shrunk(x, 1.35 * t),
        ["RepeatedSum"] = (x, t) => [.. x.Chunk(3).SelectMany(g => Shrunk(g, 0.9 * t))],
        ["DistanceToSet"] = (x, t) => Plus(Positives(x), Shrunk(Minus(x, Positives(x)), 0.9 * t)),
        ["RadialFunction"] = (x, t) => L2(x) is var r && r > 0 ? [.. x.Select(v => v / r * Least(s => (s <= 0.7 ? s * s / 2 : 0.7 * (s - 0.35)) + ((s - r) * (s - r) / (2 * t)), 0, r))] : x,
        ["TightFrameComposition, row"] = (x, t) => Dot(x, Centre) is var s && Dot(Centre, Centre) is var n ? [.. x.Zip(Centre, (v, c) => v + (c * (Soft([s], 0.9 * t * n)[0] - s) / n))] : [],
        ["NuclearNorm"] = (x, t) => OnSigma(x, s => Soft(s, 0.7 * t)),
        ["SpectralNorm"] = (x, t) => OnSigma(x, s => Minus(s, ToL1Ball(s, 0.7 * t))),
        ["NuclearBall"] = (x, _) => OnSigma(x, s => ToL1Ball(s, 0.7)),
        ["SpectralBall"] = (x, _) => OnSigma(x, s => [.. s.Select(v => Math.Min(v, 0.7))]),
        ["SchattenPower"] = (x, t) => OnSigma(x, s => [.. s.Select(v => Least(z => (0.7 * z * z * z) + ((z - v) * (z - v) / (2 * t)), 0, v))]),
        ["SingularValueFunction"] = (x, t) => OnSigma(x, s => [.. Soft(s, 0.4 * t).Select(v => v / (1 + (0.9 * t)))]),
        ["RankPenalty"] = (x, t) => OnSigma(x, s => [.. s.Select(v => v * v > 1.4 * t ? v : 0)]),
        ["RankConstraint"] = (x, _) => OnSigma(x, s => [s[0], 0, 0]),
        ["OrthogonalMatrices"] = (x, _) => OnSigma(x, _ => [1, 1, 1]),
        ["SparseSet"] = (x, _) => [.. x.Select(v => x.Count(other => Math.Abs(other) > Math.Abs(v)) < 3 ? v : 0)],
        ["Sphere"] = (x, _) => [.. x.Select(v => 1.2 * v / L2(x))],
        ["PointwiseMinimum"] = (x, _) => ((double[][])[Plus(Centre, ToBall(Minus(x, Centre), 1)), ToBall(x, 0.5)]).MinBy(z => Distance(z, x))!,
        ["PositiveSemidefiniteCone"] = (x, _) => OnEigen(x, Positives),
        ["LogDeterminant"] = (x, t) => OnEigen(x, e => [.. e.Select(v => Least(z => (-0.7 * Math.Log(z)) + ((z - v) * (z - v) / (2 * t)), 0, Math.Abs(v) + 10))]),
        ["VonNeumannEntropy"] = (x, t) => OnEigen(x, e => [.. e.Select(v => Least(z => (0.7 * TimesLog(z)) + ((z - v) * (z - v) / (2 * t)), 0, Math.Abs(v) + 10))]),
        ["LargestEigenvalue"] = (x, t) => OnEigen(x, e => Minus(e, ToSimplex(e, 0.7 * t))),
        ["Spectraplex"] = (x, _) => OnEigen(x, e => ToSimplex(e, 0.7)),
        ["EigenvalueFunction"] = (x, t) => OnEigen(x, e => [.. e.Select(v => Math.Abs(v) <= 0.7 * (1 + t) ? v / (1 + t) : v - (0.7 * t * Math.Sign(v)))]),
        ["ProximableLeastSquares"] = (x, t) => Solved(Normal(0.7 * t), Plus(x, [.. Transposed(Targets).Select(v => 0.7 * t * v)])),
        ["ProximableQuadratic"] = (x, t) => Solved(Tensor.Eye<double>(3) + (Tensor.From(Curvature) * t), Minus(x, [t, -t, 0.5 * t])),
        ["Perspective of half the square"] = (x, t) => ToPerspective(x, t),
        ["L1Epigraph"] = (x, _) => ToEpigraph(x, ToL1Ball),
        ["L2Epigraph"] = (x, _) => ToEpigraph(x, ToBall),
        ["LInfinityEpigraph"] = (x, _) => ToEpigraph(x, (v, r) => [.. v.Select(e => Math.Clamp(e, -r, r))]),
        ["SquaredL2Epigraph"] = (x, _) => ToEpigraph(x, (v, r) => ToBall(v, Math.Sqrt(r / 0.7))),
        ["Epigraph of the exponential"] = (x, _) => Least(s => Square(s - x[0]) + Square(Math.Max(Math.Exp(s) - x[1], 0)), Math.Min(x[0], 0) - 30, Math.Max(x[0], 0) + 1) is var s ? [s, Math.Max(x[1], Math.Exp(s))] : [],
        ["Epigraph of the l1 norm"] = (x, _) => ToEpigraph(x, ToL1Ball),
        ["SublevelSet of Huber"] = (x, _) => ToHuberLevel(x),
    };

    /// <summary>The smallest point of a convex function on an interval, by golden sections: the best that was tried.</summary>
    public static double Least(Func<double, double> function, double low, double high)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2, a = high - (ratio * (high - low)), b = low + (ratio * (high - low)), fa = function(a), fb = function(b);
        (double Value, double Point) best = fa <= fb ? (fa, a) : (fb, b);
        for (int k = 0; k < 120; k++)
        {
            (low, high) = fa <= fb ? (low, b) : (a, high);
            (a, b) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            (fa, fb) = (function(a), function(b));
            best = fa < best.Value ? (fa, a) : fb < best.Value ? (fb, b) : best;
        }

        return best.Point;
    }

    private static double Square(double v) => v * v;

    private static double[] Plus(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a + b)];

    private static double[] Positives(double[] x) => [.. x.Select(v => Math.Max(v, 0))];

    private static double[] Soft(double[] x, double t) => [.. x.Select(v => Math.Sign(v) * Math.Max(Math.Abs(v) - t, 0))];

    private static double[] Shrunk(double[] x, double t) => L2(x) is var n && n <= t ? new double[x.Length] : [.. x.Select(v => v * (1 - (t / n)))];

    private static double[] ToBall(double[] x, double r) => L2(x) is var n && n <= r ? x : [.. x.Select(v => v * r / n)];

    private static double[] ToSimplex(double[] x, double r)
    {
        double sum = -r, tau = 0;
        double[] sorted = [.. x.OrderDescending()];
        for (int k = 0; k < x.Length; k++)
        {
            sum += sorted[k];
            tau = sorted[k] > sum / (k + 1) ? sum / (k + 1) : tau;
        }

        return [.. x.Select(v => Math.Max(v - tau, 0))];
    }

    private static double[] ToL1Ball(double[] x, double r) =>
        L1(x) <= r ? x : r <= 0 ? new double[x.Length] : [.. ToSimplex([.. x.Select(Math.Abs)], r).Zip(x, (m, v) => m * Math.Sign(v))];

    private static double[] ToSolid(double[] x, double r) => Positives(x) is var p && p.Sum() <= r ? p : ToSimplex(x, r);

    private static double[] ToCapped(double[] x, double r, double cap)
    {
        double low = x.Min() - cap - 1, high = x.Max() + 1;
        for (int k = 0; k < 200; k++)
        {
            double middle = (low + high) / 2;
            (low, high) = x.Sum(v => Math.Clamp(v - middle, 0, cap)) > r ? (middle, high) : (low, middle);
        }

        return [.. x.Select(v => Math.Clamp(v - low, 0, cap))];
    }

    private static double[] ToSlab(double[] x, double low, double high) => Dot(x, Centre) is var s ? [.. x.Zip(Centre, (v, c) => v + (c * (Math.Clamp(s, low, high) - s) / Dot(Centre, Centre)))] : [];

    /// <summary>The min-max formula.</summary>
    private static double[] Isotonic(double[] x) =>
        [.. Enumerable.Range(0, x.Length).Select(i => Enumerable.Range(0, i + 1).Max(a => Enumerable.Range(i, x.Length - i).Min(b => x[a..(b + 1)].Average())))];

    /// <summary>The dual of total variation, a box for each jump, by passes over its coordinates.</summary>
    private static double[] Denoised(double[] x, Func<int, double> radius)
    {
        double[] dual = new double[x.Length - 1], z = [.. x];
        for (int pass = 0; pass < 20_000; pass++)
        {
            for (int i = 0; i < dual.Length; i++)
            {
                double next = Math.Clamp(dual[i] + ((z[i + 1] - z[i]) / 2), -radius(i), radius(i)), change = next - dual[i];
                (dual[i], z[i], z[i + 1]) = (next, z[i] + change, z[i + 1] - change);
            }
        }

        return z;
    }

    private static double[] Sorted(double[] x, double t)
    {
        int[] order = [.. Enumerable.Range(0, x.Length).OrderByDescending(i => Math.Abs(x[i]))];
        double[] falling = Isotonic([.. order.Select((i, k) => -Math.Abs(x[i]) + (t * Slopes[k]))]), z = new double[x.Length];
        for (int k = 0; k < x.Length; k++)
            z[order[k]] = Math.Sign(x[order[k]]) * Math.Max(-falling[k], 0);
        return z;
    }

    /// <summary>A search over the height, with the projection to the level set there.</summary>
    private static double[] ToEpigraph(double[] x, Func<double[], double, double[]> toLevel)
    {
        double[] v = x[..^1];
        double height = Least(s => Square(s - x[^1]) + Minus(v, toLevel(v, s)).Sum(Square), 0, Math.Max(x[^1], 0) + v.Sum(Math.Abs) + v.Sum(Square) + 1);
        return [.. toLevel(v, height), height];
    }

    private static double[] ToPerspective(double[] x, double t)
    {
        double[] v = x[..^1];
        double Value(double s) => s > 0 ? (Dot(v, v) / (2 * (s + t))) + (Square(s - x[^1]) / (2 * t)) : Infinity;
        double height = Least(Value, 0, Math.Abs(x[^1]) + Dot(v, v) + 1);
        return [.. v.Select(e => e * height / (height + t)), height];
    }

    private static double[] ToHuberLevel(double[] x)
    {
        double[] At(double t) => [.. x.Select(v => Math.Abs(v) <= 0.5 * (1 + t) ? v / (1 + t) : v - (0.5 * t * Math.Sign(v)))];
        double Value(double[] z) => z.Sum(v => Math.Abs(v) <= 0.5 ? v * v / 2 : 0.5 * (Math.Abs(v) - 0.25));
        double low = 0, high = 1e3;
        if (Value(x) <= 0.8)
            return x;
        for (int k = 0; k < 200; k++)
            (low, high) = Value(At((low + high) / 2)) > 0.8 ? ((low + high) / 2, high) : (low, (low + high) / 2);
        return At(high);
    }

    /// <summary>The nearest of the point itself, the points on the rays <c>(r, 1, eʳ)</c>, and the face y = 0.</summary>
    private static double[] ToExponentialCone(double[] x)
    {
        if (x[1] > 0 && x[1] * Math.Exp(x[0] / x[1]) <= x[2])
            return x;
        double[] best = [Math.Min(x[0], 0), 0, Math.Max(x[2], 0)];
        double[] On(double r) => Math.Max(0, (x[0] * r) + x[1] + (x[2] * Math.Exp(r))) / ((r * r) + 1 + Math.Exp(2 * r)) is var s ? [s * r, s, s * Math.Exp(r)] : [];
        double Off(double r) => Distance(On(r), x);
        for (double r = -40; r < 40; r += 0.02)
        {
            if (Off(r) > Distance(best, x) || Off(r) > Off(r - 0.02) || Off(r) > Off(r + 0.02))
                continue;
            double[] found = On(Least(Off, r - 0.02, r + 0.02));
            best = Distance(found, x) < Distance(best, x) ? found : best;
        }

        return best;
    }

    private static double Distance(double[] x, double[] y) => Minus(x, y).Sum(Square);

    private static double[] Mix(double first, double second) => [.. Enumerable.Range(0, 7).Select(j => (first * Rows[0, j]) + (second * Rows[1, j]))];

    /// <summary>A point of the affine set: <c>⟨a₁, x⟩ = 1</c>, <c>⟨a₂, x⟩ = 2</c>.</summary>
    private static double[] Point()
    {
        double[] a = Mix(1, 0), b = Mix(0, 1);
        double det = (Dot(a, a) * Dot(b, b)) - Square(Dot(a, b));
        return Mix((Dot(b, b) - (2 * Dot(a, b))) / det, ((2 * Dot(a, a)) - Dot(a, b)) / det);
    }

    private static double[] OnSigma(double[] x, Func<double[], double[]> map)
    {
        var svd = Matrix.Svd(Tensor.From(x, 3, 4));
        return Product(svd.U, map(svd.Values.ToArray()), svd.Vt);
    }

    private static double[] OnEigen(double[] x, Func<double[], double[]> map)
    {
        var eigen = Matrix.SymmetricEigen(Tensor.From(Symmetric(x), 3, 3));
        return Product(eigen.Vectors, map(eigen.Values.ToArray()), eigen.Vectors.Transpose());
    }

    private static double[] Product(Tensor<double> left, double[] diagonal, Tensor<double> right) => left.MatMul(Tensor.From(diagonal).Reshape(diagonal.Length, 1) * right).ToArray();

    private static double[] Transposed(double[] y) => Tensor.From(Design).Transpose().MatMul(Tensor.From(y)).ToArray();

    private static Tensor<double> Normal(double scale) => Tensor.Eye<double>(7) + (Tensor.From(Design).Transpose().MatMul(Tensor.From(Design)) * scale);

    private static double[] Solved(Tensor<double> matrix, double[] right) => Matrix.Cholesky(matrix).Solve(Tensor.From(right)).ToArray();
}
