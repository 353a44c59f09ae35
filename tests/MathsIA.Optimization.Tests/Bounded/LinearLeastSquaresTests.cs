using System.Numerics;
using CsCheck;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleLinearLeastSquaresTests : LinearLeastSquaresTests<double>
{
    protected override double Tolerance => 1e-12;
}

public sealed class SingleLinearLeastSquaresTests : LinearLeastSquaresTests<float>
{
    protected override double Tolerance => 5e-5;
}

/// <summary>Bounded linear least squares: optimality conditions, certificates, and other routes to the same solution.</summary>
public abstract class LinearLeastSquaresTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static TheoryData<int, int, string> Everything => new MatrixTheoryData<int, int, string>([1, 7, 30], [1, 4, 20, 45], ["positive", "box", "mixed", "free", "fixed"]);

    protected abstract double Tolerance { get; }

    private static T N(double value) => T.CreateChecked(value);

    private static Bounds<T> Box(string kind, int n)
    {
        T[] lower = new T[n], upper = new T[n];
        for (int j = 0; j < n; j++)
        {
            (double low, double high) = kind switch
            {
                "positive" => (0, double.PositiveInfinity),
                "box" => (-0.1 - (0.01 * j), 0.05),
                "free" => (double.NegativeInfinity, double.PositiveInfinity),
                "fixed" => j % 3 == 0 ? (0.25, 0.25) : (0, 1),
                _ => (j % 4) switch { 0 => (double.NegativeInfinity, 0.1), 1 => (0.2, 0.4), 2 => (-0.1, double.PositiveInfinity), _ => (double.NegativeInfinity, double.PositiveInfinity) },
            };
            (lower[j], upper[j]) = (N(low), N(high));
        }

        return new Bounds<T>(Tensor.From(lower), Tensor.From(upper));
    }

    /// <summary>The gradient in <c>double</c>, whatever the type.</summary>
    private static double[] Gradient(Tensor<T> a, Tensor<T> b, Tensor<T> x)
    {
        var gradient = new double[x.Length];
        for (int i = 0; i < b.Length; i++)
        {
            double residual = -double.CreateChecked(b[i]);
            for (int j = 0; j < x.Length; j++)
                residual += double.CreateChecked(a[i, j]) * double.CreateChecked(x[j]);
            for (int j = 0; j < x.Length; j++)
                gradient[j] += double.CreateChecked(a[i, j]) * residual;
        }

        return gradient;
    }

    private void AssertOptimal(Tensor<T> a, Tensor<T> b, Bounds<T> bounds, Solution<T> s)
    {
        double scale = Tolerance * double.CreateChecked(Vectors.Norm(a)) * (1 + double.CreateChecked(Vectors.Norm(b)));
        Assert.Equal(Status.Converged, s.Status);
        double[] gradient = Gradient(a, b, s.Value);
        for (int j = 0; j < gradient.Length; j++)
        {
            T x = s.Value[j];
            Assert.InRange(x, bounds.Lower[j], bounds.Upper[j]);
            // Zero inside, pushing outwards at a bound.
            if (x > bounds.Lower[j])
                Assert.True(gradient[j] <= scale, $"element {j}: {gradient[j]}");
            if (x < bounds.Upper[j])
                Assert.True(gradient[j] >= -scale, $"element {j}: {gradient[j]}");
        }
    }

    [Theory, MemberData(nameof(Everything))]
    public void Meets_the_optimality_conditions(int m, int n, string kind)
    {
        Tensor<T> a = Draw.Normal<T>(m + n, m, n), b = Draw.Normal<T>(m * n, m);
        Bounds<T> bounds = Box(kind, n);
        Solution<T> s = LinearLeastSquares.Bounded(a, b, bounds);
        AssertOptimal(a, b, bounds, s);
        double size = double.CreateChecked(Vectors.Norm(b)), objective = double.CreateChecked(s.Objective);
        if (!string.Equals(kind, "free", StringComparison.Ordinal) && !string.Equals(kind, "mixed", StringComparison.Ordinal))
            Assert.InRange(double.CreateChecked(s.Gap!.Value), 0, 1e3 * Tolerance * (1 + (size * size)));
        // Started where it ended there is nothing left to do.
        Solution<T> again = LinearLeastSquares.Bounded(a, b, bounds, s.Value);
        Assert.Equal(Status.Converged, again.Status);
        Assert.InRange(again.Iterations, 0, 1);
        Assert.Equal(objective, double.CreateChecked(again.Objective), Tolerance * (1 + (size * size)));
        // Any other start leads to the same value.
        Solution<T> other = LinearLeastSquares.Bounded(a, b, bounds, Draw.Normal<T>(9, n));
        AssertOptimal(a, b, bounds, other);
        Assert.Equal(objective, double.CreateChecked(other.Objective), Tolerance * (1 + (size * size)));
    }

    [Theory]
    [InlineData(40, 25, "positive")]
    [InlineData(40, 25, "box")]
    [InlineData(40, 25, "mixed")]
    public void Finds_what_a_method_for_any_function_finds(int m, int n, string kind)
    {
        Tensor<T> a = Draw.Normal<T>(1, m, n), b = Draw.Normal<T>(2, m);
        Bounds<T> bounds = Box(kind, n);
        Solution<T> s = LinearLeastSquares.Bounded(a, b, bounds), other = Minimize.Run(new LeastSquares<T>(a, b), bounds, new LbfgsB(), Tensor.Zeros<T>(n), new() { MaxIterations = 3000, Tolerance = 0 });
        for (int j = 0; j < n; j++)
            Assert.Equal(double.CreateChecked(other.Value[j]), double.CreateChecked(s.Value[j]), 1e5 * Tolerance);
        Assert.True(s.Objective <= other.Objective + N(Tolerance));
    }

    [Theory]
    [InlineData(12, 5)]
    [InlineData(5, 12)]
    public void Without_bounds_it_is_least_squares(int m, int n)
    {
        Tensor<T> a = Draw.Normal<T>(1, m, n), b = Draw.Normal<T>(2, m);
        Solution<T> s = LinearLeastSquares.Bounded(a, b, Box("free", n));
        Assert.Equal(Status.Converged, s.Status);
        Assert.InRange(s.Iterations, 1, 2);
        if (m < n)
        {
            Assert.InRange(double.CreateChecked(s.Objective), 0, Tolerance);
            return;
        }

        Tensor<T> exact = MathsIA.LinearAlgebra.Matrix.LeastSquares(a, b).Solution;
        for (int j = 0; j < n; j++)
            Assert.Equal(double.CreateChecked(exact[j]), double.CreateChecked(s.Value[j]), 10 * Tolerance);
    }

    [Fact]
    public void The_dual_point_proves_the_value()
    {
        Tensor<T> a = Draw.Normal<T>(1, 30, 20), b = Draw.Normal<T>(2, 30);
        Solution<T> s = LinearLeastSquares.NonNegative(a, b);
        Tensor<T> theta = s.Dual!;
        // ⟨b, θ⟩ − ½ ‖θ‖² with no positive ⟨a_j, θ⟩, written independently of the gap.
        double value = 0;
        for (int i = 0; i < 30; i++)
            value += (double.CreateChecked(b[i]) * double.CreateChecked(theta[i])) - (double.CreateChecked(theta[i]) * double.CreateChecked(theta[i]) / 2);
        Assert.Equal(double.CreateChecked(s.Objective - s.Gap!.Value), value, 100 * Tolerance);
        Tensor<T> slopes = a.Transpose().MatMul(theta);
        for (int j = 0; j < 20; j++)
            Assert.True(slopes[j] <= T.Zero || slopes[j] <= N(1e-3 * Tolerance));
        Assert.InRange(double.CreateChecked(s.Gap.Value), 0, 10 * Tolerance);
    }

    [Fact]
    public void Every_gap_of_the_trace_is_above_the_error()
    {
        Tensor<T> a = Draw.Normal<T>(3, 60, 40), b = Draw.Normal<T>(4, 60);
        foreach (string kind in (string[])["positive", "box"])
        {
            Solution<T> s = LinearLeastSquares.Bounded(a, b, Box(kind, 40));
            Assert.All(s.Trace, point => Assert.True(point.Objective - point.Gap!.Value <= double.CreateChecked(s.Objective) + (100 * Tolerance)));
            for (int k = 1; k < s.Trace.Count; k++)
                Assert.True(s.Trace[k].Objective <= s.Trace[k - 1].Objective + Tolerance);
        }
    }

    /// <summary>Columns that repeat and vanish, data that fit exactly, and many multipliers that are zero at the solution.</summary>
    [Fact]
    public void Degenerate_problems_end()
    {
        Tensor<T> half = Draw.Normal<T>(1, 20, 6);
        Tensor<T> a = Tensor.Concatenate(1, half, half, Tensor.Zeros<T>(20, 2), -half);
        Tensor<T> truth = Tensor.From(Array.ConvertAll([.. Enumerable.Range(0, 6)], j => N(j % 2)));
        foreach (Tensor<T> b in (Tensor<T>[])[half.MatMul(truth), Draw.Normal<T>(5, 20), Tensor.Zeros<T>(20)])
        {
            foreach (string kind in (string[])["positive", "box", "mixed", "fixed"])
            {
                Bounds<T> bounds = Box(kind, 20);
                AssertOptimal(a, b, bounds, LinearLeastSquares.Bounded(a, b, bounds));
                AssertOptimal(a, b, bounds, LinearLeastSquares.Bounded(a, b, bounds, Draw.Normal<T>(6, 20)));
            }
        }

        Solution<T> exact = LinearLeastSquares.NonNegative(half, half.MatMul(truth));
        for (int j = 0; j < 6; j++)
            Assert.Equal(double.CreateChecked(truth[j]), double.CreateChecked(exact.Value[j]), 10 * Tolerance);
        Assert.InRange(double.CreateChecked(exact.Gap!.Value), 0, Tolerance);
    }

    [Fact]
    public void Random_small_problems_are_solved() =>
        Gen.Select(Gen.Int[1, 8], Gen.Int[1, 8], Gen.Int[0, 1000], Gen.Int[0, 3]).Sample(
            (m, n, seed, kind) =>
            {
                // Small integers make ties and dependent columns.
                Tensor<T> a = Tensor.From(Array.ConvertAll(Draw.Normal<T>(seed, m * n).ToArray(), value => T.Round(value))).Reshape(m, n);
                Tensor<T> b = Tensor.From(Array.ConvertAll(Draw.Normal<T>(seed + 1, m).ToArray(), value => T.Round(value + value)));
                Bounds<T> bounds = Box(new[] { "positive", "box", "mixed", "fixed" }[kind], n);
                AssertOptimal(a, b, bounds, LinearLeastSquares.Bounded(a, b, bounds));
            },
            seed: "0000KoIPdmF3",
            iter: 400,
            threads: 1);

    /// <summary>scipy 1.10.1, tests/fixtures/bounded_least_squares.py.</summary>
    [Fact]
    public void Agrees_with_recorded_values()
    {
        Tensor<T> a = Tensor.From(Array.ConvertAll([.. Enumerable.Range(0, 60)], k => N(Math.Cos(1 + (3 * (k / 6)) + (7 * (k % 6)) + (k / 6 * (k % 6)))))).Reshape(10, 6);
        Tensor<T> b = Tensor.From(Array.ConvertAll([.. Enumerable.Range(0, 10)], i => N(Math.Sin(2 * i) + 0.5)));
        Compare([0, 0.39670044354627493, 0.28673504914528847, 0, 0, 0.4005086157171376], LinearLeastSquares.NonNegative(a, b));
        Compare(
            [-0.09546313090977825, 0.3748322221957851, 0.2127018091064158, -0.5, -0.24412995835726703, 0.3447336421382799],
            LinearLeastSquares.Bounded(a, b, Bounds.Between(new Shape(6), N(-0.5), N(0.75))));

        void Compare(double[] expected, Solution<T> s)
        {
            Assert.Equal(Status.Converged, s.Status);
            for (int j = 0; j < expected.Length; j++)
                Assert.Equal(expected[j], double.CreateChecked(s.Value[j]), 100 * Tolerance);
        }
    }

    [Fact]
    public void Scales_do_not_matter()
    {
        Tensor<T> a = Draw.Normal<T>(1, 15, 8), b = Draw.Normal<T>(2, 15), scaled = a.Clone();
        for (int i = 0; i < 15; i++)
        {
            for (int j = 0; j < 8; j++)
                scaled[i, j] *= T.ScaleB(T.One, (5 * (j % 3)) - 20);
        }

        Solution<T> s = LinearLeastSquares.NonNegative(a, b), t = LinearLeastSquares.NonNegative(scaled, b, new() { Tolerance = 0 });
        for (int j = 0; j < 8; j++)
            Assert.Equal(double.CreateChecked(s.Value[j]), double.CreateChecked(T.ScaleB(t.Value[j], (5 * (j % 3)) - 20)), 100 * Tolerance);
    }

    [Fact]
    public void Keeps_the_status_contract()
    {
        Tensor<T> a = Draw.Normal<T>(1, 30, 20), b = Draw.Normal<T>(2, 30);
        Bounds<T> bounds = Box("positive", 20);
        Solution<T> best = LinearLeastSquares.NonNegative(a, b), limited = LinearLeastSquares.NonNegative(a, b, new() { MaxIterations = 2 });
        Assert.Equal(Status.IterationLimit, limited.Status);
        Assert.Equal(2, limited.Iterations);
        Assert.True(limited.Objective > best.Objective);
        Assert.Equal(Status.Cancelled, LinearLeastSquares.NonNegative(a, b, null, new CancellationToken(true)).Status);
        Assert.Equal(Status.TimeLimit, LinearLeastSquares.NonNegative(a, b, new() { TimeLimit = TimeSpan.Zero }).Status);
        Assert.Equal(Status.Stalled, LinearLeastSquares.NonNegative(a, b, new() { Tolerance = 0 }).Status);
        int reports = 0;
        LinearLeastSquares.Bounded(a, b, bounds, null, new() { Progress = new Inline(_ => reports++) });
        Assert.Equal(best.Iterations + 1, reports);
        T huge = T.ScaleB(T.One, typeof(T) == typeof(float) ? 120 : 1000);
        Assert.Equal(Status.NonFinite, LinearLeastSquares.NonNegative(Tensor.Full([2, 1], huge), Tensor.Full([2], huge)).Status);
    }

    [Fact]
    public void Allocates_nothing_in_a_steady_iteration()
    {
        Tensor<T> a = Draw.Normal<T>(1, 80, 60), b = Draw.Normal<T>(2, 80);
        var iteration = new ActiveSetIteration<T>(a, b, Box("box", 60), Tensor.Zeros<T>(60));
        for (int k = 0; k < 3; k++)
        {
            iteration.Step();
            iteration.Measure();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 10; k++)
        {
            iteration.Step();
            iteration.Measure();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Tensor<T> a = Tensor.Ones<T>(3, 2), b = Tensor.Ones<T>(3), nan = Tensor.Full([3], T.NaN);
        Bounds<T> bounds = Box("positive", 2);
        Assert.Throws<ArgumentNullException>("matrix", () => LinearLeastSquares.Bounded(null!, b, bounds));
        Assert.Throws<ArgumentNullException>("matrix", () => LinearLeastSquares.NonNegative(null!, b));
        Assert.Throws<ArgumentNullException>("right", () => LinearLeastSquares.Bounded(a, null!, bounds));
        Assert.Throws<ArgumentNullException>("bounds", () => LinearLeastSquares.Bounded(a, b, null!));
        Assert.Throws<ShapeMismatchException>("matrix", () => LinearLeastSquares.NonNegative(b, b));
        Assert.Throws<ShapeMismatchException>("matrix", () => LinearLeastSquares.Bounded(Tensor.Zeros<T>(0, 2), b, bounds));
        Assert.Throws<ShapeMismatchException>("right", () => LinearLeastSquares.NonNegative(a, Tensor.Ones<T>(2)));
        Assert.Throws<ShapeMismatchException>("bounds", () => LinearLeastSquares.Bounded(a, b, Box("positive", 3)));
        Assert.Throws<ShapeMismatchException>("x0", () => LinearLeastSquares.Bounded(a, b, bounds, b));
        Assert.Throws<ArgumentOutOfRangeException>("matrix", () => LinearLeastSquares.Bounded(a * nan.Reshape(3, 1), b, bounds));
        Assert.Throws<ArgumentOutOfRangeException>("right", () => LinearLeastSquares.NonNegative(a, nan));
        Assert.Throws<ArgumentOutOfRangeException>("x0", () => LinearLeastSquares.Bounded(a, b, bounds, Tensor.Full([2], T.NaN)));
    }
}
