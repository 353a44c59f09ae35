using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests.Proximal;

/// <summary>What every proximable function promises, checked against formulas written independently of it.</summary>
public sealed class ProximalContractTests
{
    private static readonly double[] Steps = [0.05, 1, 7.5];

    public static TheoryData<string> Names => ProximalCatalogue.Names;

    public static TheoryData<string> Convex => [.. ProximalCatalogue.All.Where(row => !row.IsNonConvex).Select(row => row.Name)];

    public static TheoryData<string> Conjugable => [.. ProximalCatalogue.All.Where(row => row.Conjugate is not null).Select(row => row.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_value_is_that_of_the_naive_formula(string name)
    {
        ProximalCase row = ProximalCatalogue.Get(name);
        IProximable<double> function = row.Double();
        foreach (double[] x in Points(row))
        {
            Near(row.Value(x), function.Value(x), row.Tolerance);
            double[] z = Prox(function, x, 1);
            Near(row.Value(z), function.Value(z), row.Tolerance);
        }
    }

    /// <summary>The prox minimizes <c>g(z) + ‖z − x‖²/(2γ)</c>: for a convex g exactly if <c>g(y) ≥ g(z) + ⟨x − z, y − z⟩/γ</c> for all y,
    /// and a g that is not convex is at least not better anywhere that was tried. The value is the naive one.</summary>
    [Theory, MemberData(nameof(Names))]
    public void The_prox_minimizes_its_objective(string name)
    {
        ProximalCase row = ProximalCatalogue.Get(name);
        IProximable<double> function = row.Double();
        double[][] points = [.. Points(row)];
        foreach (double step in Steps)
        {
            foreach (double[] x in points)
            {
                double[] z = Prox(function, x, step);
                double value = function.Value(z);
                Assert.True(double.IsFinite(value), $"{name}: g(prox) = {value}");
                foreach (double[] y in Candidates(row, function, points, z))
                {
                    double there = row.Value(y);
                    double least = row.IsNonConvex ? value + ((Distance(z, x) - Distance(y, x)) / (2 * step)) : value + (Inner(x, z, y) / step);
                    Assert.True(there >= least - (row.Tolerance * (1 + Math.Abs(least) + Scale(x, y) / step)), $"{name}, step {step}: {there} < {least}");
                }
            }
        }
    }

    [Theory, MemberData(nameof(Convex))]
    public void The_prox_is_firmly_nonexpansive(string name)
    {
        ProximalCase row = ProximalCatalogue.Get(name);
        IProximable<double> function = row.Double();
        Assert.True(function.Traits.HasFlag(FunctionTraits.Convex));
        double[][] points = [.. Points(row)];
        foreach (double step in Steps)
        {
            for (int i = 1; i < points.Length; i++)
            {
                double[] a = Prox(function, points[i], step), b = Prox(function, points[i - 1], step);
                double inner = 0;
                for (int k = 0; k < a.Length; k++)
                    inner += (a[k] - b[k]) * (points[i][k] - points[i - 1][k]);
                Assert.True(Distance(a, b) <= inner + (row.Tolerance * (1 + Scale(points[i], points[i - 1]))), $"{name}: {Distance(a, b)} > {inner}");
            }
        }
    }

    /// <summary>At the prox Fenchel and Young meet: <c>g(z) + g*((x − z)/γ) = ⟨z, (x − z)/γ⟩</c>; elsewhere the sum is larger. The naive
    /// conjugate is written from the literature, not from the prox.</summary>
    [Theory, MemberData(nameof(Conjugable))]
    public void The_conjugate_meets_Fenchel_and_Young(string name)
    {
        ProximalCase row = ProximalCatalogue.Get(name);
        IConjugable<double>? function = row.Double().AsConjugable();
        Assert.NotNull(function);
        double[][] points = [.. Points(row)];
        foreach (double step in Steps)
        {
            foreach (double[] x in points)
            {
                double[] z = Prox(function, x, step), u = [.. x.Zip(z, (a, b) => (a - b) / step)];
                double product = z.Zip(u, (a, b) => a * b).Sum(), scale = 1 + z.Zip(u, (a, b) => Math.Abs(a * b)).Sum();
                Near(product, row.Value(z) + row.Conjugate!(u), row.Tolerance * 10 * scale);
                // Rounding in u, at the magnitude of x/γ, may carry it out of the conjugate's domain, by more than a dual point's own rounding.
                double conjugate = function.ConjugateValue(u);
                if (double.IsInfinity(conjugate))
                {
                    // For a homogeneous function u minus its prox at step 1 is the nearest point of that domain.
                    double[] outside = function.Traits.HasFlag(FunctionTraits.PositivelyHomogeneous) ? Prox(function, u, 1) : [.. u.Select(v => v * 1e-12)];
                    Assert.True(outside.Max(Math.Abs) <= 1e-11 * (1 + (x.Max(Math.Abs) / step)), name);
                    conjugate = function.ConjugateValue([.. u.Zip(outside, (a, b) => a - b)]);
                }

                Near(product, function.Value(z) + conjugate, row.Tolerance * 10 * scale);
                foreach (double[] y in points)
                {
                    double naive = row.Conjugate(y), ours = function.ConjugateValue(y);
                    Near(naive, ours, row.Tolerance * 10);
                    Assert.True(row.Value(z) + naive >= z.Zip(y, (a, b) => a * b).Sum() - (row.Tolerance * scale * (1 + Scale(y, y))), name);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_prox_returns_the_value_there_and_works_in_place(string name)
    {
        ProximalCase row = ProximalCatalogue.Get(name);
        IProximable<double> function = row.Double();
        foreach (double step in Steps)
        {
            foreach (double[] x in Points(row))
            {
                double[] z = new double[x.Length], copy = [.. x];
                double value = function.Prox(x, step, z);
                Assert.Equal(function.Value(z), value, 1e-12 * (1 + Math.Abs(value)));
                Assert.Equal(copy, x);
                Assert.Equal(value, function.Prox(copy, step, copy));
                Assert.Equal(z, copy);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Steps_of_each_coordinate_agree_with_one_step(string name)
    {
        ProximalCase row = ProximalCatalogue.Get(name);
        IProximable<double> function = row.Double();
        if (function.Traits.HasFlag(FunctionTraits.Separable) && function is SeparableFunction<double>)
            Assert.IsAssignableFrom<IDiagonalProximable<double>>(function);
        if (function is not IDiagonalProximable<double> diagonal)
            return;
        foreach (double[] x in Points(row))
        {
            double[] each = new double[x.Length], steps = new double[x.Length];
            Array.Fill(steps, 0.3);
            diagonal.Prox(x, steps, each);
            double[] one = Prox(function, x, 0.3);
            for (int i = 0; i < x.Length; i++)
                Near(one[i], each[i], row.Tolerance);
            if (!function.Traits.HasFlag(FunctionTraits.Separable))
                continue;
            // A separable function treats a coordinate the same whatever the steps of the others.
            for (int i = 0; i < x.Length; i++)
                steps[i] = 0.1 + (0.4 * i);
            diagonal.Prox(x, steps, each);
            for (int i = 0; i < x.Length; i++)
                Assert.Equal(Prox(function, x, steps[i])[i], each[i]);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Float_agrees_with_double(string name)
    {
        ProximalCase row = ProximalCatalogue.Get(name);
        IProximable<double> function = row.Double();
        IProximable<float> single = row.Single();
        Assert.Equal(function.Traits, single.Traits);
        if (row.IsNonConvex)
            return;
        foreach (double[] x in Points(row))
        {
            float[] rounded = Array.ConvertAll(x, v => (float)v), z = new float[x.Length];
            float value = single.Prox(rounded, 0.7f, z);
            double[] exact = Prox(function, Array.ConvertAll(rounded, v => (double)v), 0.7f);
            for (int i = 0; i < x.Length; i++)
                Near(exact[i], z[i], 2e-4);
            Assert.True(float.IsFinite(value), name);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Traits_hold(string name)
    {
        ProximalCase row = ProximalCatalogue.Get(name);
        IProximable<double> function = row.Double();
        foreach (double[] x in Points(row))
        {
            double[] z = Prox(function, x, 0.8);
            if (function.Traits.HasFlag(FunctionTraits.Indicator))
            {
                Assert.Equal(0, function.Value(z));
                double[] again = Prox(function, z, 3);
                for (int i = 0; i < z.Length; i++)
                    Near(z[i], again[i], row.Tolerance * 10);
            }

            if (function.Traits.HasFlag(FunctionTraits.PositivelyHomogeneous))
                Near(2.5 * function.Value(z), function.Value([.. z.Select(v => 2.5 * v)]), row.Tolerance * 10);
            if (function.Traits.HasFlag(FunctionTraits.Even))
                Near(function.Value(z), function.Value([.. z.Select((v, i) => i % 2 == 0 ? -v : v)]), row.Tolerance);
            if (function.Traits.HasFlag(FunctionTraits.PermutationInvariant))
                Near(function.Value(z), function.Value([.. z.Skip(1), z[0]]), row.Tolerance);
            if (function.Traits.HasFlag(FunctionTraits.Separable) && x.Length > 1)
            {
                // Only the coordinate that moves is moved.
                double[] moved = [.. x];
                moved[^1] += 0.7;
                Assert.Equal(z[..^1], Prox(function, moved, 0.8)[..^1]);
            }

            if (function.Traits.HasFlag(FunctionTraits.Smooth))
            {
                // A kink of slope s would leave a second difference of s h; a gradient that is L-Lipschitz leaves L h².
                const double h = 1e-4;
                for (int i = 0; i < z.Length; i++)
                {
                    double[] up = [.. z], down = [.. z];
                    up[i] += h;
                    down[i] -= h;
                    Assert.InRange(function.Value(up) - (2 * function.Value(z)) + function.Value(down), -1e-10, 100 * h * h);
                }
            }

            if (function.Traits.HasFlag(FunctionTraits.StronglyConvex))
            {
                double[] other = Prox(function, [.. x.Select(v => 1.5 - v)], 0.8), middle = [.. z.Zip(other, (a, b) => (a + b) / 2)];
                Assert.True(function.Value(middle) <= ((function.Value(z) + function.Value(other)) / 2) - (0.01 * Distance(z, other)) + row.Tolerance);
            }

            if (function.Traits.HasFlag(FunctionTraits.Quadratic))
            {
                // An affine map: the middle goes to the middle.
                double[] other = [.. x.Select(v => 1 - v)], end = Prox(function, other, 0.8), middle = Prox(function, [.. x.Select((v, i) => (v + other[i]) / 2)], 0.8);
                for (int i = 0; i < z.Length; i++)
                    Near((z[i] + end[i]) / 2, middle[i], row.Tolerance * 10);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Bad_arguments_are_named(string name)
    {
        ProximalCase row = ProximalCatalogue.Get(name);
        IProximable<double> function = row.Double();
        double[] x = Points(row).First(), z = new double[x.Length];
        foreach (double step in (double[])[0, -1, double.NaN, double.PositiveInfinity])
            Assert.Equal("step", Assert.Throws<ArgumentOutOfRangeException>(() => function.Prox(x, step, z)).ParamName);
        Assert.Equal("destination", Assert.Throws<ShapeMismatchException>(() => function.Prox(x, 1, new double[x.Length + 1])).ParamName);
        double[] both = new double[x.Length + 1];
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => function.Prox(both.AsSpan(0, x.Length), 1, both.AsSpan(1))).ParamName);
        if (function is not IDiagonalProximable<double> diagonal)
            return;
        double[] steps = [.. x.Select(_ => 1.0)];
        Assert.Equal("steps", Assert.Throws<ShapeMismatchException>(() => diagonal.Prox(x, steps.AsSpan(1), z)).ParamName);
        Array.Fill(z, 1);
        steps[^1] = double.NaN;
        Assert.Equal("steps", Assert.Throws<ArgumentOutOfRangeException>(() => diagonal.Prox(x, steps, z)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => diagonal.Prox(x, z, z)).ParamName);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_steady_call_allocates_nothing(string name)
    {
        ProximalCase row = ProximalCatalogue.Get(name);
        IProximable<double> function = row.Double();
        double[] x = Points(row).First(), z = new double[x.Length];
        for (int i = 0; i < 3; i++)
            function.Prox(x, 0.5, z);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            function.Prox(x, 0.5, z);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static IEnumerable<double[]> Points(ProximalCase row)
    {
        foreach ((int seed, double scale) in ((int, double)[])[(1, 1), (2, 3), (3, 0.2), (5, 10)])
            yield return row.Point([.. new Philox(seed).Normal<double>(row.Length).ToArray().Select(v => scale * v)]);
        yield return row.Point(new double[row.Length]);
    }

    /// <summary>Points to compare with: the others and their proxes, and small and large moves from the minimizer.</summary>
    private static IEnumerable<double[]> Candidates(ProximalCase row, IProximable<double> function, double[][] points, double[] z)
    {
        foreach (double[] point in points)
        {
            yield return point;
            yield return Prox(function, point, 0.4);
        }

        var random = new Philox(9);
        foreach (double size in (double[])[1e-3, 0.03, 0.3, 3])
        {
            yield return Prox(function, [.. z.Zip(random.Normal<double>(row.Length).ToArray(), (a, b) => a + (size * b))], 1e-3);
            for (int i = 0; i < z.Length; i++)
            {
                double[] up = [.. z], down = [.. z];
                up[i] += size;
                down[i] -= size;
                yield return up;
                yield return down;
            }
        }
    }

    private static double[] Prox(IProximable<double> function, double[] x, double step)
    {
        double[] z = new double[x.Length];
        function.Prox(x, step, z);
        return z;
    }

    private static double Distance(double[] x, double[] y) => x.Zip(y, (a, b) => (a - b) * (a - b)).Sum();

    private static double Scale(double[] x, double[] y) => x.Zip(y, (a, b) => (a * a) + (b * b)).Sum();

    private static double Inner(double[] x, double[] z, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += (x[i] - z[i]) * (y[i] - z[i]);
        return sum;
    }

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)), $"expected {expected:R}, found {actual:R}");
}
