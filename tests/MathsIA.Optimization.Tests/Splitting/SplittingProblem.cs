using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization.Tests;

/// <summary>A convex problem of the contract table, with an optimality check written from its conditions and not from any prox.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Smooth">The smooth part, which may be made to fail; null where there is none.</param>
/// <param name="Proximable">The proximable part.</param>
/// <param name="Other">Another proximable part; null where there is none.</param>
/// <param name="Composed">The other part once more, as a composition; null where there is none.</param>
/// <param name="Start">A start.</param>
/// <param name="Violation">How far a point is from solving the problem.</param>
internal sealed record SplittingProblem<T>(string Name, ITwiceDifferentiable<T>? Smooth, IProximable<T> Proximable, IProximable<T>? Other, Composition<T>? Composed,
    Tensor<T> Start, Func<Tensor<T>, double> Violation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether a function that was to fail has been asked often enough to.</summary>
    public bool HasFailed => Smooth is FailingSmooth<T> { HasFailed: true } || Proximable is FailingProx<T> { HasFailed: true }
        || Other is FailingProx<T> { HasFailed: true } || Composed?.Outer is FailingProx<T> { HasFailed: true };

    public const double Weight = 0.9;

    /// <summary>Below this a coordinate counts as 0, and its size as an error: relaxed points reach 0 in the limit only.</summary>
    private static readonly double Zero = typeof(T) == typeof(float) ? 1e-3 : 1e-6;

    public static readonly string[] Names = ["lasso", "wide lasso", "non-negative", "box", "simplex", "group lasso", "denoising", "basis pursuit", "nearest point"];

    /// <summary>The value of the whole objective.</summary>
    public T Objective(Tensor<T> x) => (Smooth?.Value(x) ?? T.Zero) + Proximable.Value(x.AsSpan()) + (Other?.Value(x.AsSpan()) ?? T.Zero);

    /// <param name="name">Which problem.</param>
    /// <param name="failAfter">After how many evaluations it turns into NaN; null for never.</param>
    public static SplittingProblem<T> Create(string name, int? failAfter = null)
    {
        Tensor<T> tall = Draw.Normal<T>(11, 30, 12), wide = Draw.Normal<T>(12, 12, 20), y30 = Draw.Normal<T>(13, 30), y12 = Draw.Normal<T>(14, 12);
        Tensor<T> start = Draw.Normal<T>(15, 12);
        ITwiceDifferentiable<T> Fails(ITwiceDifferentiable<T> f) => failAfter is { } n ? new FailingSmooth<T>(f, n) : f;
        IProximable<T> FailsToo(IProximable<T> g) => failAfter is { } n ? new FailingProx<T>(g, n) : g;
        var loss = new LeastSquares<T>(tall, y30);
        switch (name)
        {
            case "lasso":
                return new(name, Fails(loss), new L1Norm<T>(Weight), null, null, start, x => Sparse(loss, x, Weight));
            case "wide lasso":
                var wideLoss = new LeastSquares<T>(wide, y12);
                return new(name, Fails(wideLoss), new L1Norm<T>(Weight), null, null, Draw.Normal<T>(15, 20), x => Sparse(wideLoss, x, Weight));
            case "non-negative":
                return new(name, Fails(loss), new NonNegative<T>(), null, null, start, x => Interval(loss, x, 0, double.PositiveInfinity));
            case "box":
                Quadratic<T> quadratic = PositiveQuadratic();
                return new(name, Fails(quadratic), new Box<T>(-0.1, 0.2), null, null, start, x => Interval(quadratic, x, -0.1, 0.2));
            case "simplex":
                Quadratic<T> energy = PositiveQuadratic();
                return new(name, Fails(energy), new Simplex<T>(), null, null, Tensor.Full([12], T.One / T.CreateChecked(12)), x => OnSimplex(energy, x));
            case "group lasso":
                return new(name, Fails(loss), new GroupNorm<T>(2, GroupLayout.Neighbours(3)), null, null, start, x => Grouped(loss, x, 2, 3));
            case "denoising":
                Tensor<T> steps = Draw.Normal<T>(16, 25);
                for (int i = 0; i < 25; i++)
                    steps.AsSpan()[i] += T.CreateChecked(i / 8);
                return new(name, null, new SquaredDistance<T>(steps), FailsToo(new TotalVariation1D<T>(Weight)),
                    FailsToo(new L1Norm<T>(Weight)).Compose(new GradientOperator<T>(steps.Shape)), Tensor.Zeros<T>(25), x => Denoised(steps, x, Weight));
            case "basis pursuit":
                Tensor<T> matrix = Draw.Normal<T>(17, 12, 20), sparse = Tensor.Zeros<T>(20);
                (sparse.AsSpan()[3], sparse.AsSpan()[11]) = (T.One, -T.One - T.One);
                Tensor<T> data = matrix.MatMul(sparse);
                return new(name, null, FailsToo(new AffineSet<T>(matrix, data)), new L1Norm<T>(), null, Tensor.Zeros<T>(20), x => Recovered(matrix, data, sparse, x));
            case "nearest point":
                // The sets meet in the simplex, whose nearest point has a formula of its own.
                var distance = new LeastSquares<T>(Tensor.Eye<T>(12), start.Clone());
                double[] anchor = Numbers(start);
                return new(name, Fails(distance), FailsToo(new NonNegative<T>()), new Hyperplane<T>(Tensor.Ones<T>(12), 1), null, start, x => Nearest(anchor, x));
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, "No such problem.");
        }
    }

    private static Quadratic<T> PositiveQuadratic()
    {
        Tensor<T> root = Draw.Normal<T>(18, 12, 12);
        Tensor<T> matrix = root.Transpose().MatMul(root) + Tensor.Eye<T>(12);
        // Exactly symmetric.
        return new Quadratic<T>((matrix + matrix.Transpose()) * T.CreateChecked(0.5), Draw.Normal<T>(19, 12));
    }

    private static double[] Gradient(ISmoothFunction<T> f, Tensor<T> x)
    {
        Tensor<T> gradient = Tensor.Zeros<T>(x.Shape);
        f.Gradient(x, gradient);
        return Array.ConvertAll(gradient.ToArray(), double.CreateChecked);
    }

    private static double[] Numbers(Tensor<T> x) => Array.ConvertAll(x.ToArray(), double.CreateChecked);

    private static double Sparse(ISmoothFunction<T> f, Tensor<T> x, double weight) =>
        Gradient(f, x).Zip(Numbers(x), (g, e) => Math.Abs(e) > Zero ? Math.Abs(g + (weight * Math.Sign(e))) : Math.Abs(e) + Math.Max(0, Math.Abs(g) - weight)).Max();

    private static double Interval(ISmoothFunction<T> f, Tensor<T> x, double lower, double upper) =>
        Gradient(f, x).Zip(Numbers(x), (g, e) => Math.Abs(e - Math.Clamp(e - g, lower, upper))).Max();

    private static double OnSimplex(ISmoothFunction<T> f, Tensor<T> x)
    {
        double[] gradient = Gradient(f, x), point = Numbers(x);
        double slack = gradient.Zip(point, (g, e) => e * (g - gradient.Min())).Sum();
        return Math.Max(Math.Max(Math.Abs(point.Sum() - 1), -point.Min()), Math.Abs(slack));
    }

    /// <summary>The distance to <c>max(a − τ, 0)</c> with the τ at which it adds up to 1, found by sorting.</summary>
    private static double Nearest(double[] a, Tensor<T> x)
    {
        double[] sorted = [.. a.OrderDescending()];
        double threshold = 0, sum = -1;
        for (int k = 0; k < sorted.Length; k++)
        {
            sum += sorted[k];
            if (sorted[k] > sum / (k + 1))
                threshold = sum / (k + 1);
        }

        return Numbers(x).Zip(a, (e, v) => Math.Abs(e - Math.Max(v - threshold, 0))).Max();
    }

    private static double Grouped(ISmoothFunction<T> f, Tensor<T> x, double weight, int size)
    {
        double[] gradient = Gradient(f, x), point = Numbers(x);
        double worst = 0;
        for (int i = 0; i < point.Length; i += size)
        {
            double norm = Math.Sqrt(point.Skip(i).Take(size).Sum(e => e * e)), slope = Math.Sqrt(gradient.Skip(i).Take(size).Sum(e => e * e));
            for (int j = i; j < i + size; j++)
                worst = Math.Max(worst, norm > Zero ? Math.Abs(gradient[j] + (weight * point[j] / norm)) : Math.Max(0, slope - weight));
        }

        return worst;
    }

    /// <summary>The dual of 1-D total variation is the running sum of what was taken off: within the weight, and at it where the signal jumps.</summary>
    private static double Denoised(Tensor<T> data, Tensor<T> x, double weight)
    {
        double[] y = Numbers(data), point = Numbers(x);
        double dual = 0, worst = 0;
        for (int i = 0; i < y.Length; i++)
        {
            dual += y[i] - point[i];
            if (i == y.Length - 1)
                return Math.Max(worst, Math.Abs(dual));
            double jump = point[i + 1] - point[i];
            worst = Math.Max(worst, Math.Abs(dual) - weight);
            if (Math.Abs(jump) > 1e-3)
                worst = Math.Max(worst, Math.Abs(dual + (weight * Math.Sign(jump))));
        }

        return worst;
    }

    private static double Recovered(Tensor<T> matrix, Tensor<T> data, Tensor<T> sparse, Tensor<T> x)
    {
        double feasibility = double.CreateChecked(Vectors.Norm((matrix.MatMul(x) - data).Contiguous()));
        double value = Numbers(x).Sum(Math.Abs) - Numbers(sparse).Sum(Math.Abs);
        return Math.Max(feasibility, Math.Abs(value));
    }
}
