using System.Runtime.Intrinsics.X86;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests.Proximal;

public sealed unsafe class TautStringTests
{
    private static readonly int[] Lengths = [1, 2, 3, 7, 8, 9, 15, 16, 17, 33, 100, 1000, 5000];

    public static TheoryData<string, double> Cases
    {
        get
        {
            var cases = new TheoryData<string, double>();
            foreach (string kind in new[] { "noise", "walk", "ramp", "constant", "steps", "alternating" })
            {
                foreach (double radius in new[] { 0, 0.01, 0.5, 20 })
                    cases.Add(kind, radius);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_string_is_taut(string kind, double radius)
    {
        foreach (int n in Lengths)
        {
            double[] x = Sequence(kind, n), z = new double[n];
            TautString.Run(x, radius, null, z);
            IsTaut(x, z, k => radius, 1e-10 * n);
            float[] single = [.. x.Select(v => (float)v)], found = new float[n];
            TautString.Run(single, radius, null, found);
            // A float keeps some of a piece's mean: what that loses adds up along the piece.
            IsTaut([.. single.Select(v => (double)v)], [.. found.Select(v => (double)v)], k => radius, 1e-6 * n, isRounded: true);
            TautString.Run(x, radius, null, x);
            Assert.Equal(z, x);
        }
    }

    [Fact]
    public void The_string_is_taut_in_a_tube_of_changing_width()
    {
        var random = new Philox(8);
        foreach (int n in Lengths)
        {
            double[] x = Sequence("noise", n), z = new double[n], weights = new double[n - 1];
            for (int i = 0; i < weights.Length; i++)
                weights[i] = random.NextDouble() < 0.1 ? 0 : 2 * random.NextDouble();
            TautString.Run(x, 0.5, weights, z);
            IsTaut(x, z, k => 0.5 * weights[k], 1e-10 * n);
        }
    }

    public static TheoryData<string, double> LongCases
    {
        get
        {
            var cases = new TheoryData<string, double>();
            foreach (string kind in new[] { "noise", "walk", "ramp", "constant", "steps", "alternating" })
            {
                foreach (double radius in new[] { 0, 0.5, 30, 1e7 })
                    cases.Add(kind, radius);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(LongCases))]
    public void A_string_of_several_stretches_is_the_one_walked_as_a_whole(string kind, double radius)
    {
        const int block = TautString.BlockLength;
        foreach (int n in new[] { block - 1, block, block + 1, block + 2, (2 * block) + 1, (3 * block) + 777 })
        {
            double[] x = Sequence(kind, n), z = new double[n], again = new double[n];
            TautString.Run(x, radius, null, z, ComputeContext.SingleThread);
            TautString.Run(x, radius, null, again, new ComputeContext { DegreeOfParallelism = 3 });
            Assert.Equal(z, again);
            AssertClose(Whole(x, radius, null), z);
            IsTaut(x, z, k => radius, 1e-13 * n * Math.Max(1, x.Max(Math.Abs)));
            TautString.Run(x, radius, null, x);
            Assert.Equal(z, x);
        }
    }

    [Fact]
    public void A_tube_of_changing_width_of_several_stretches_is_walked_as_a_whole()
    {
        var random = new Philox(9);
        foreach (string kind in new[] { "noise", "walk", "constant" })
        {
            int n = (2 * TautString.BlockLength) + 99;
            double[] x = Sequence(kind, n), z = new double[n], again = new double[n], weights = new double[n - 1];
            for (int i = 0; i < weights.Length; i++)
                weights[i] = random.NextDouble() < 0.01 ? 0 : 2 * random.NextDouble();
            weights[TautString.BlockLength - 1] = 0;
            TautString.Run(x, 0.5, weights, z, ComputeContext.SingleThread);
            TautString.Run(x, 0.5, weights, again, new ComputeContext { DegreeOfParallelism = 2 });
            Assert.Equal(z, again);
            AssertClose(Whole(x, 0.5, weights), z);
            IsTaut(x, z, k => 0.5 * weights[k], 1e-13 * n);
        }
    }

    [Fact]
    public void The_variation_and_its_prox_have_the_same_bits_for_any_number_of_threads()
    {
        float[] x = [.. Sequence("noise", 70_001).Select(v => (float)v)], one = new float[x.Length], two = new float[x.Length];
        var alone = new FusedLassoNorm<float>(0.1, 0.4, ComputeContext.SingleThread);
        var together = new FusedLassoNorm<float>(0.1, 0.4, new ComputeContext { DegreeOfParallelism = 2 });
        Assert.Equal(alone.Prox(x, 1, one), together.Prox(x, 1, two));
        Assert.Equal(one, two);
        double jumps = 0;
        for (int i = 0; i + 1 < one.Length; i++)
            jumps += Math.Abs((double)one[i + 1] - one[i]);
        Assert.Equal(jumps, new TotalVariation1D<float>().Value(one), 1e-5 * jumps);
    }

    [Fact]
    public void The_paths_from_both_walls_meet_in_a_corner_of_the_whole_path()
    {
        const int n = 3000;
        foreach ((string kind, bool meets) in new[] { ("noise", true), ("walk", false), ("ramp", false) })
        {
            double[] x = Sequence(kind, n), z = Whole(x, 0.3, null);
            fixed (double* source = x)
            {
                var sequence = new TubeSequence<double>(source, n, 0.3, null);
                for (int element = 1; element < 900; element += 37)
                {
                    TubeCorner corner = TubeMeeting.Find(sequence, element, 2000);
                    Assert.True(!meets || corner.Index >= element);
                    if (corner.Index != 0)
                        Assert.Equal(corner.Side, Math.Sign(z[corner.Index] - z[corner.Index - 1]));
                }

                Assert.Equal(0, TubeMeeting.Find(sequence, n - 1, 2000).Index);
            }
        }
    }

    [Fact]
    public void An_element_that_is_not_finite_makes_every_stretch_NaN()
    {
        foreach (int at in new[] { 0, TautString.BlockLength - 1, TautString.BlockLength, TautString.BlockLength + 3, (3 * TautString.BlockLength) - 1 })
        {
            double[] x = Sequence("noise", 3 * TautString.BlockLength), z = new double[x.Length];
            x[at] = double.NegativeInfinity;
            TautString.Run(x, 0.5, null, z);
            Assert.All(z, value => Assert.True(double.IsNaN(value)));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void An_element_that_is_not_finite_makes_the_result_NaN(double bad)
    {
        for (int at = 0; at < 20; at++)
        {
            double[] x = Sequence("noise", 20), z = new double[20];
            x[at] = bad;
            TautString.Run(x, 0.5, null, z);
            Assert.All(z, value => Assert.True(double.IsNaN(value)));
        }
    }

    [Fact]
    public void Looks_ahead_find_the_same_corners_with_and_without_registers()
    {
        Assert.SkipUnless(Avx512F.IsSupported, "this machine has no AVX-512");
        foreach ((string kind, double radius) in Cases.Select(row => (row.Data.Item1, row.Data.Item2)))
        {
            double[] x = Sequence(kind, 500), walls = new double[2 * 509];
            fixed (double* source = x, lower = walls)
            {
                var tube = new Tube<double>(source, 500, radius, null, lower, lower + 509);
                Assert.True(tube.Build());
                TubeCorner apex = default;
                long one = 20_000, other = 20_000;
                while (apex.Index < 500)
                {
                    TubeCorner expected = TubeSight.NextByElements(lower, 509, 500, apex, ref other);
                    Assert.Equal(expected, TubeSight.NextByRegisters(lower, 509, 500, apex, ref one));
                    Assert.Equal(other, one);
                    if (expected.Index == 0)
                        break;
                    apex = expected;
                }
            }
        }
    }

    private static double[] Sequence(string kind, int n)
    {
        var random = new Philox(5);
        double sum = 0;
        return [.. Enumerable.Range(0, n).Select(i => kind switch
        {
            "noise" => (2 * random.NextDouble()) - 1,
            "walk" => 0.01 * (sum += (2 * random.NextDouble()) - 1),
            "ramp" => 1e-3 * i,
            "steps" => i / 50 % 3,
            "alternating" => i % 2,
            _ => 0.1,
        })];
    }

    /// <summary>The twin of the string of stretches: one walk from the first element to the last.</summary>
    private static double[] Whole(double[] x, double radius, double[]? weights)
    {
        double[] z = new double[x.Length], walls = new double[Tube<double>.Room(x.Length)];
        fixed (double* source = x, weight = weights, wall = walls, target = z)
        {
            Tube<double> tube = new TubeSequence<double>(source, x.Length, radius, weight).Between(default, new TubeCorner(x.Length, 0, 0), wall);
            Assert.True(tube.Build());
            TubeWalk.Run(tube, target);
        }

        return z;
    }

    private static void AssertClose(double[] expected, double[] found)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-9 * Math.Max(1, Math.Abs(expected[i])));
    }

    /// <summary>The optimality condition: the running sums of x − z stay in the tube, touch the wall towards which z jumps, and end at 0.</summary>
    private static void IsTaut(double[] x, double[] z, Func<int, double> radius, double tolerance, bool isRounded = false)
    {
        double u = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            u += x[i] - z[i];
            Assert.InRange(Math.Abs(u), 0, radius(i) + tolerance);
            double jump = z[i + 1] - z[i];
            if (Math.Abs(jump) > (isRounded ? 1e-5 : 1e-12))
                Assert.Equal(-Math.Sign(jump) * radius(i), u, tolerance);
        }

        Assert.Equal(0, u + x[^1] - z[^1], tolerance);
    }
}
