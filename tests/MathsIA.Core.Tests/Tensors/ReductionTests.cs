using CsCheck;

namespace MathsIA.Tests;

/// <summary>What is particular to single reductions: nothing to reduce, extreme magnitudes, accuracy, integers, truth values.</summary>
public class ReductionTests
{
    [Fact]
    public void Of_no_elements_sums_are_zero_products_one_means_not_a_number_and_extremes_refused()
    {
        Tensor<float> none = Tensor.Zeros<float>(0), wide = Tensor.Zeros<float>(3, 0);
        Assert.Equal(0f, none.Sum());
        Assert.Equal(1f, none.Product());
        Assert.Equal(float.NaN, none.Mean());
        Assert.Equal(float.NaN, none.Variance());
        Assert.Equal(0f, none.Norm());
        Assert.Equal(0f, none.Norm(1));
        Assert.Equal(0f, none.Norm(3));
        Assert.Equal(0f, none.Norm(double.PositiveInfinity));
        Assert.Equal(float.NegativeInfinity, none.LogSumExp());
        Assert.Equal([0f, 0f, 0f], wide.Sum(1).ToArray());
        Assert.Equal([1f, 1f, 1f], wide.Product(1).ToArray());
        Assert.Equal([0, 0, 0], Tensor.Zeros<int>(3, 0).Sum(1).ToArray());
        Assert.Throws<ArgumentException>("x", () => none.Max());
        Assert.Throws<ArgumentException>("x", () => none.Min());
        Assert.Throws<ArgumentException>("x", () => none.ArgMax());
        Assert.Throws<ArgumentException>("x", () => wide.Max(1));
        Assert.Throws<ArgumentException>("x", () => wide.ArgMin(1));
        Assert.Throws<ArgumentException>("x", () => wide.Max(1, Tensor.Zeros<float>(3)));

        // Nothing is asked for here, so nothing is refused.
        Assert.Equal([0], wide.Max(0).Shape);
        Assert.Equal([0], wide.Sum(0).Shape);
        Assert.False(Tensor.Zeros<bool>(0).Any());
        Assert.True(Tensor.Zeros<bool>(0).All());
    }

    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void Sums_are_within_their_bound_of_the_exact_sum(int n)
    {
        float[] singles = TestNumbers.Uniform<float>(n, 0.1, 1e3, 5);
        double exact = ReferenceReductions.ExactSum(singles.Select(v => (double)v));
        Assert.True(Math.Abs(Tensor.From(singles).Sum() - exact) <= 16 * Math.ScaleB(exact, -24));
        double[] doubles = TestNumbers.Uniform<double>(n, 0.1, 1e3, 6);
        exact = ReferenceReductions.ExactSum(doubles);
        Assert.True(Math.Abs(Tensor.From(doubles).Sum() - exact) <= 36 * Math.ScaleB(exact, -53));
    }

    [Fact]
    public void A_hundred_million_floats_are_summed_to_one_part_in_a_million()
    {
        // A pattern repeated, so that the exact sum is known: its own exact sum times the repetitions.
        const int Repetitions = 48_829, Period = 2048, Count = Repetitions * Period;
        float[] pattern = TestNumbers.Uniform<float>(Period, 0.1, 1.1), numbers = GC.AllocateUninitializedArray<float>(Count);
        for (int i = 0; i < Repetitions; i++)
            pattern.CopyTo(numbers, i * Period);
        double exact = ReferenceReductions.ExactSum(pattern.Select(v => (double)v)) * Repetitions;
        Tensor<float> x = Tensor.From(numbers);
        Assert.InRange(x.Sum() / exact - 1, -1e-6, 1e-6);
        Assert.InRange(x.Mean() / (exact / Count) - 1, -1e-6, 1e-6);
        Assert.InRange(x.Reshape(Repetitions, Period).Sum(0).Sum() / exact - 1, -1e-6, 1e-6);
    }

    [Fact]
    public void Sums_leave_the_range_only_where_the_result_does()
    {
        float[] large = [.. Enumerable.Repeat(3e38f, 1000), .. Enumerable.Repeat(-3e38f, 1000)];
        Assert.Equal(0f, Tensor.From(large).Sum());
        Assert.Equal(3e38f, Tensor.Full([5000], 3e38f).Mean(), 3e32f);
        Assert.Equal(float.PositiveInfinity, Tensor.Full([5000], 3e38f).Sum());
        Assert.Equal(1.5e308, Tensor.Full([5000], 1.5e308).Mean(), 1e294);
        Assert.Equal(0.0, Tensor.From([1.7e308, 1.7e308, -1.7e308, -1.7e308]).Sum());
        Assert.Equal(float.PositiveInfinity, Tensor.From([1f, float.PositiveInfinity]).Sum());
        Assert.Equal(float.NaN, Tensor.From([float.NegativeInfinity, float.PositiveInfinity]).Sum());
        Assert.Equal(float.PositiveInfinity, Tensor.Full([2000, 70], 3e38f).Sum(0)[3]);
        Assert.Equal(3e38f, Tensor.Full([2000, 70], 3e38f).Mean(0)[69], 3e32f);
        Assert.Equal(1e-45f, Tensor.From([1e-45f, 0f]).Sum());
    }

    [Fact]
    public void Norms_of_any_magnitude_are_right()
    {
        Assert.Equal(1.41421356e30f, Tensor.From([1e30f, 1e30f]).Norm(), 1e24f);
        Assert.Equal(1.41421356e-30f, Tensor.From([1e-30f, 1e-30f]).Norm(), 1e-36f);
        Assert.Equal(5e-45f, Tensor.From([3e-45f, 4.2e-45f]).Norm(), 1.5e-45f);
        Assert.Equal(4.8e38 / 2, Tensor.From([2.4e38f / 1.41421356f, 2.4e38f / 1.41421356f]).Norm(), 1e33);
        Assert.Equal(float.PositiveInfinity, Tensor.From([3e38f, 3e38f]).Norm());
        Assert.Equal(5e200, Tensor.From([3e200, -4e200]).Norm(), 1e186);
        Assert.Equal(5e-200, Tensor.From([3e-200, -4e-200]).Norm(), 1e-214);
        Assert.Equal(1.7e308, Tensor.From([1.7e308, 1.0]).Norm(), 1e294);
        Assert.Equal(2e-320, Tensor.From([2e-320, 0.0]).Norm());
        Assert.Equal(3e38f, Tensor.Full([1000], 3e35f).Norm(1), 1e33f);
        Assert.Equal(1e30f * 2.1544347f, Tensor.Full([10], 1e30f).Norm(3), 1e25f);
        Assert.Equal(1e-300 * Math.Pow(10, 0.1), Tensor.Full([10], 1e-300).Norm(10), 1e-313);
        Assert.Equal(1f, Tensor.From([0.5f, 1f]).Norm(1000));
        Assert.Equal(float.PositiveInfinity, Tensor.From([1f, float.NegativeInfinity]).Norm());
        Assert.Equal(float.PositiveInfinity, Tensor.From([1f, float.NegativeInfinity]).Norm(3));
        float[] columns = Tensor.From([1e30f, 1f, 1e-30f, 0f, 1, 1, 1, 1, 1, 1e30f, 1f, 1e-30f, 0f, 1, 1, 1, 1, 1], 2, 9).Norm(2, 0).ToArray();
        Assert.Equal([1.41421356e30f, 1.41421356f, 1.41421356e-30f, 0f], columns[..4]);
        Assert.Throws<ArgumentOutOfRangeException>("p", () => Tensor.Ones<float>(2).Norm(0));
        Assert.Throws<ArgumentOutOfRangeException>("p", () => Tensor.Ones<float>(2).Norm(double.NaN, 0));
    }

    [Fact]
    public void Variances_survive_large_means_and_large_spreads()
    {
        double[] offset = [.. Enumerable.Range(0, 1000).Select(i => 1e9 + (i % 10))];
        Assert.Equal(8.25, Tensor.From(offset).Variance(), 1e-9);
        float[] single = [.. Enumerable.Range(0, 100_000).Select(i => 1e6f + (i % 10))];
        Assert.Equal(8.25f, Tensor.From(single).Variance(), 1e-4f);
        Assert.Equal(8.25f, Tensor.From(single, 10_000, 10).Transpose().Variance(Axes.All).AsSpan()[0], 1e-4f);
        Assert.Equal(0f, Tensor.Full([777], 0.1f).Variance());
        Assert.Equal(0.0, Tensor.Full([777, 9], 0.1).Variance(0)[8]);
        Assert.Equal(1e30f, Tensor.From([1e30f, -1e30f]).StandardDeviation(), 1e24f);
        Assert.Equal(float.PositiveInfinity, Tensor.From([1e30f, -1e30f]).Variance());
        Assert.Equal(1e-30f, Tensor.From([1e-30f, -1e-30f]).StandardDeviation(), 1e-36f);
        Assert.Equal(3e38f, Tensor.From([3e38f, -3e38f]).StandardDeviation(), 1e32f);
        Assert.Equal(1e200, Tensor.From([1e200, -1e200]).StandardDeviation(), 1e186);
        Assert.Equal(Math.Sqrt(2), Tensor.From([1.0, -1.0]).StandardDeviation(correction: 1), 1e-15);
        Assert.Equal(float.NaN, Tensor.From([3f]).Variance(correction: 1));
        Assert.Equal(float.NaN, Tensor.From([3f, float.PositiveInfinity]).Variance());
        Assert.Throws<ArgumentOutOfRangeException>("correction", () => Tensor.Ones<float>(3).Variance(correction: double.NaN));
        Assert.Throws<NotSupportedException>(() => Tensor.Zeros<Half>(3).Variance());
    }

    [Fact]
    public void Variance_does_not_change_under_translation() =>
        Gen.Double[-1, 1].Array[2, 200].Select(Gen.Double[-100, 100]).Sample((x, shift) =>
        {
            double[] moved = [.. x.Select(v => v + shift)];
            return Math.Abs(Tensor.From(x).Variance() - Tensor.From(moved).Variance()) < 1e-12;
        }, seed: "0000KOIKA6k5", iter: 200);

    [Fact]
    public void Log_sum_exp_holds_for_any_magnitude()
    {
        Assert.Equal(1000.0 + Math.Log(2 + Math.Exp(-1)), Tensor.From([1000.0, 1000, 999]).LogSumExp(), 1e-12);
        Assert.Equal(-1000f + MathF.Log(2), Tensor.From([-1000f, -1000f]).LogSumExp(), 1e-4f);
        Assert.Equal(3e38f, Tensor.From([3e38f, -3e38f]).LogSumExp());
        Assert.Equal(double.NegativeInfinity, Tensor.From([double.NegativeInfinity, double.NegativeInfinity]).LogSumExp());
        Assert.Equal(double.PositiveInfinity, Tensor.From([double.NegativeInfinity, double.PositiveInfinity, 3]).LogSumExp());
        Assert.Equal(5.0, Tensor.From([double.NegativeInfinity, 5]).LogSumExp());
        Assert.Equal(double.NaN, Tensor.From([double.PositiveInfinity, double.NaN]).LogSumExp());
        Assert.Equal(double.NaN, Tensor.From([double.NaN, double.NegativeInfinity]).LogSumExp());
    }

    [Fact]
    public void Products_leave_the_range_only_where_the_result_does()
    {
        Assert.Equal(1f, Tensor.From([1e30f, 1e30f, 1e-30f, 1e-30f]).Product(), 1e-6f);
        Assert.Equal(1.0, Tensor.From([.. Enumerable.Repeat(1e300, 500), .. Enumerable.Repeat(1e-300, 500)]).Product(), 1e-12);
        Assert.Equal(-8.0, Tensor.From([-2.0, 2, 2]).Product());
        Assert.Equal(-0.0, Tensor.From([-2.0, 0, 2]).Product());
        Assert.Equal(double.NegativeInfinity, Tensor.From([-2.0, double.PositiveInfinity]).Product());
        Assert.Equal(double.NaN, Tensor.From([0, double.PositiveInfinity]).Product());
        Assert.Equal(5e-324 * 4, Tensor.From([5e-324, 4.0]).Product());
        Assert.Equal(0.0, Tensor.From([1e-200, 1e-200]).Product());
        Assert.Equal(double.PositiveInfinity, Tensor.From([1e200, 1e200]).Product());
    }

    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void Indices_of_extremes_are_those_of_the_first(int n)
    {
        if (n == 0)
            return;
        CheckArg(Array.ConvertAll(TestNumbers.Integers(n, 50, (ulong)n), i => (float)i));
        CheckArg(Array.ConvertAll(TestNumbers.Integers(n, 50, (ulong)n), i => (double)i));
        CheckArg(TestNumbers.Integers(n, 50, (ulong)n));
        CheckArg(Array.ConvertAll(TestNumbers.Integers(n, 50, (ulong)n), i => (long)i - 25));
        CheckArg(Array.ConvertAll(TestNumbers.Integers(n, 50, (ulong)n), i => (byte)i));

        static void CheckArg<T>(T[] x) where T : unmanaged, System.Numerics.INumber<T>
        {
            Tensor<T> row = Tensor.From(x);
            Tensor<T> strided = Tensor.From([.. x.SelectMany(v => new[] { v, T.Zero })], x.Length, 2)[AxisSlice.All, 0];
            foreach (Tensor<T> tensor in new[] { row, strided })
            {
                Assert.Equal(Array.IndexOf(x, x.Max()), tensor.ArgMax());
                Assert.Equal(Array.IndexOf(x, x.Min()), tensor.ArgMin());
                Assert.Equal(x.Max(), tensor.Max());
                Assert.Equal(x.Min(), tensor.Min());
            }
        }
    }

    [Fact]
    public void Indices_find_the_first_nan_and_the_first_of_far_apart_equals()
    {
        float[] x = new float[300_000];
        x[70_000] = x[140_000] = x[299_999] = 5;
        x[100] = x[200_000] = -5;
        Tensor<float> tensor = Tensor.From(x);
        foreach (int threads in new[] { 1, 2, 3, 7 })
        {
            var context = new ComputeContext { DegreeOfParallelism = threads };
            Assert.Equal(70_000, tensor.ArgMax(context));
            Assert.Equal(100, tensor.ArgMin(context));
        }

        x[150_000] = x[250_000] = float.NaN;
        Assert.Equal(150_000, tensor.ArgMax());
        Assert.Equal(150_000, tensor.ArgMin());
        Assert.Equal(float.NaN, tensor.Max());
        Assert.Equal(0, Tensor.From([-0f, 0f]).ArgMax());
        Assert.Equal([1, 0], Tensor.From([1f, 5f, 5f, 7f, 7f, 7f], 2, 3).ArgMax(1).ToArray());
        Assert.Equal([1, 1, 1], Tensor.From([1f, 5f, 5f, 7f, 7f, 7f], 2, 3).ArgMax(0).ToArray());
        Assert.Equal(3, Tensor.From([1f, 5f, 5f, 7f, 7f, 7f], 2, 3).ArgMax([0, 1]).AsSpan()[0]);
        Assert.Equal([2, 1], Tensor.From([1f, 5f, 5f, 7f, 7f, 7f], 2, 3).ArgMin(1, true).Shape);
        Assert.Throws<ShapeMismatchException>("destination", () => Tensor.Ones<float>(2, 3).ArgMax(1, Tensor.Zeros<int>(3)));
    }

    [Fact]
    public void Extremes_know_the_sign_of_zero()
    {
        Assert.False(float.IsNegative(Tensor.From([-0f, 0f, -0f]).Max()));
        Assert.True(float.IsNegative(Tensor.From([0f, -0f, 0f]).Min()));
    }

    [Fact]
    public void Integers_are_summed_exactly_or_refused()
    {
        Assert.Equal(long.MaxValue, Tensor.From([long.MaxValue, 5L, -5L, long.MinValue, long.MaxValue, 1L]).Sum());
        Assert.Equal(int.MaxValue, Tensor.From([int.MaxValue, int.MaxValue, -int.MaxValue]).Sum());
        Assert.Equal(255, Tensor.From(new byte[] { 250, 5 }).Sum());
        Assert.Throws<OverflowException>(() => Tensor.From(new byte[] { 250, 6 }).Sum());
        Assert.Throws<OverflowException>(() => Tensor.From([int.MaxValue, 1]).Sum());
        Assert.Equal(24, Tensor.From([1, 2, 3, 4]).Product());
        Assert.Throws<OverflowException>(() => Tensor.From([int.MaxValue, 2]).Product());
        int[] x = TestNumbers.Integers(200_000, 1000);
        Assert.Equal(x.Sum(), Tensor.From(x).Sum());
        Assert.Equal(x.Sum(), Tensor.From(x, 1000, 200).Sum(0).Sum());
        Assert.Equal((Half)6, Tensor.From([(Half)1, (Half)2, (Half)3]).Sum());
    }

    [Fact]
    public void Any_and_all_look_at_every_layout()
    {
        bool[] flags = new bool[200_000];
        Tensor<bool> x = Tensor.From(flags, 400, 500);
        Assert.False(x.Any());
        Assert.False(x.Transpose().Any());
        flags[123_456] = true;
        Assert.True(x.Any());
        Assert.True(x.Transpose().Any());
        Assert.Equal(1, x.Any(1).ToArray().Count(v => v));
        Assert.True(x.Any(1)[123_456 / 500]);
        Assert.True(x.Any(0)[123_456 % 500]);
        Assert.False(x.All());
        Array.Fill(flags, true);
        Assert.True(x.All());
        flags[199_999] = false;
        Assert.False(x.All());
        Assert.False(x.All(0)[499]);
        Assert.Equal(499, x.All(0, true).ToArray().Count(v => v));
        Assert.Throws<ArgumentOutOfRangeException>("axes", () => x.All(2));
        Tensor<bool> into = Tensor.Zeros<bool>(400);
        Assert.Same(into, x.Any(1, into));
    }

    [Fact]
    public void Dot_is_exact_where_it_can_be_and_never_leaves_the_range_on_the_way()
    {
        double[] x = TestNumbers.Uniform<double>(5000, -1, 1, 1), y = TestNumbers.Uniform<double>(5000, -1, 1, 2);
        Assert.Equal(ReferenceReductions.ExactSum(x.Zip(y, (a, b) => a * b)), Tensor.From(x).Dot(Tensor.From(y)), 1e-13);
        Tensor<double> matrix = Tensor.From(x, 50, 100);
        Assert.Equal(matrix.Transpose().Clone().Dot(matrix.Transpose().Clone()), matrix.Transpose().Dot(matrix.Transpose()));
        Assert.Equal(1e38f, Tensor.From([1e20f, 1e20f, 1e19f]).Dot(Tensor.From([1e20f, -1e20f, 1e19f])), 1e33f);
        Assert.Equal(float.PositiveInfinity, Tensor.From([1e30f]).Dot(Tensor.From([1e30f])));
        Assert.Equal(0.0, Tensor.Zeros<double>(0).Dot(Tensor.Zeros<double>(0)));
        Assert.Throws<ShapeMismatchException>("y", () => Tensor.Ones<float>(2).Dot(Tensor.Ones<float>(3)));
        float[] large = TestNumbers.Uniform<float>(300_000, -1, 1);
        float alone = Tensor.From(large).Dot(Tensor.From(large), ComputeContext.SingleThread);
        foreach (int threads in new[] { 2, 3, 7 })
            Assert.Equal(alone, Tensor.From(large).Dot(Tensor.From(large), new ComputeContext { DegreeOfParallelism = threads }));
    }

    [Fact]
    public void Axes_compare_and_print()
    {
        Axes two = [0, -1], same = new[] { 0, -1 };
        Assert.True(two == same && two.Equals((object)same) && two.GetHashCode() == same.GetHashCode());
        Assert.True(two != Axes.All && Axes.All.IsAll && default(Axes) == Axes.All && Axes.Create() != Axes.All);
        Assert.Equal("[0, -1]", two.ToString());
        Assert.Equal("all", Axes.All.ToString());
    }
}
