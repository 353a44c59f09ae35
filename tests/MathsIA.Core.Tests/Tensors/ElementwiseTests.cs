using System.Numerics;

namespace MathsIA.Tests;

/// <summary>The elementwise tensor operations against plain loops, in place, strided, and with wrong arguments.</summary>
public class ElementwiseTests
{
    private static readonly Tensor<double> X = Tensor.From([1.0, -2, 3, 4, -5, 6], 2, 3);
    private static readonly Tensor<double> Row = Tensor.From([10.0, 20, 30]);

    [Fact]
    public void Operators_broadcast()
    {
        Assert.Equal([11, 18, 33, 14, 15, 36], (X + Row).ToArray());
        Assert.Equal([-9, -22, -27, -6, -25, -24], (X - Row).ToArray());
        Assert.Equal([10, -40, 90, 40, -100, 180], (X * Row).ToArray());
        Assert.Equal([10, -10, 10, 2.5, -4, 5], (Row / X).ToArray());
        Assert.Equal([1, -2, 0, 1, -2, 0], (X % 3.0).ToArray());
        Assert.Equal([-1, 2, -3, -4, 5, -6], (-X).ToArray());
        Assert.Equal([2, -1, 4, 5, -4, 7], (1.0 + X).ToArray());
        Assert.Equal([0, 3, -2, -3, 6, -5], (1.0 - X).ToArray());
        Assert.Equal([1, -0.5, 1.0 / 3, 0.25, -0.2, 1.0 / 6], (1.0 / X).ToArray());
        Assert.Equal([2, -4, 6, 8, -10, 12], (X * 2.0).ToArray());
        Assert.Equal(new Shape(2, 2), (Tensor.Ones<float>(2, 1) + Tensor.Ones<float>(1, 2)).Shape);
        Assert.Equal(0, (Tensor.Zeros<float>(0, 3) + Tensor.Ones<float>(3)).Length);
        Assert.Equal(3f, (Tensor.Scalar(1f) + Tensor.Scalar(2f)).ToScalar());
    }

    [Fact]
    public void A_number_on_the_left_may_be_given_memory_to_write_into()
    {
        Tensor<double> wide = Tensor.Zeros<double>(2, 6), y = wide[.., AxisSlice.Step(.., 2)];
        Tensor.Subtract(1.0, X, y);
        Assert.Equal([0, 3, -2, -3, 6, -5], y.ToArray());
        Tensor.Divide(12.0, X, y);
        Assert.Equal([12, -6, 4, 3, -2.4, 2], y.ToArray());
        Tensor.Remainder(7.0, X, y);
        Assert.Equal([0, 1, 1, 3, 2, 1], y.ToArray());
        Assert.Equal(0, wide[.., AxisSlice.Step(1.., 2)].Norm());
        Tensor<int> n = Tensor.From([1, 2, 5]);
        Tensor.Divide(11, n, n);
        Assert.Equal([11, 5, 2], n.ToArray());
        Assert.Throws<ShapeMismatchException>("destination", () => Tensor.Subtract(1.0, X, Row));
        Assert.Throws<ArgumentNullException>("right", () => Tensor.Divide(1.0, null!, Row));
        Assert.Throws<ArgumentNullException>("destination", () => Tensor.Remainder(1.0, Row, (Tensor<double>)null!));
        Assert.Throws<DivideByZeroException>(() => Tensor.Divide(1, Tensor.From([0])));
    }

    [Fact]
    public void Integers_wrap_divide_and_combine_bits()
    {
        Tensor<int> a = Tensor.From([int.MaxValue, 7, -7]), b = Tensor.From([1, 2, 2]);
        Assert.Equal([int.MinValue, 9, -5], (a + b).ToArray());
        Assert.Equal([int.MaxValue, 3, -3], (a / b).ToArray());
        Assert.Equal([0, 1, -1], (a % b).ToArray());
        Assert.Throws<DivideByZeroException>(() => a / 0);
        Assert.Equal([1, 2, 0], (a & b).ToArray());
        Assert.Equal([int.MaxValue, 7, -5], (a | b).ToArray());
        Assert.Equal([int.MaxValue - 1, 5, -5], (a ^ b).ToArray());
        Assert.Equal([int.MinValue, -8, 6], (~a).ToArray());
        Assert.Equal([1L, 0, -1], Tensor.From([5L, 0, -9]).Sign().ToArray());
        Assert.Equal([(byte)3, (byte)9], Tensor.From([(byte)3, (byte)9]).Maximum(Tensor.From([(byte)1, (byte)2])).ToArray());
    }

    [Fact]
    public void Order_and_clamp_let_NaN_through()
    {
        Tensor<float> x = Tensor.From([1f, float.NaN, -3f, -0f]);
        Assert.Equal([2f, float.NaN, 2f, 2f], x.Maximum(2f).ToArray());
        Assert.Equal([1f, float.NaN, -3f, -0f], x.Minimum(2f).ToArray());
        Assert.Equal([1f, float.NaN, -1f, 0f], x.Clamp(-1f, 1f).ToArray());
        Assert.Equal([0f, float.NaN, 0f, 0f], x.Clamp(Tensor.Scalar(-9f), Tensor.Scalar(0f)).Relu().ToArray());
        Assert.Throws<ArgumentException>("low", () => x.Clamp(2f, 1f));
        Assert.Throws<ArgumentException>("low", () => x.Clamp(float.NaN, 1f));
    }

    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void Comparisons_and_selection_match_a_loop(int n)
    {
        CheckComparisons<float>(n);
        CheckComparisons<double>(n);
        CheckComparisons<int>(n);
        CheckComparisons<long>(n);
        CheckComparisons<byte>(n);
        CheckComparisons<Half>(n);
    }

    private static void CheckComparisons<T>(int n) where T : unmanaged, INumber<T>
    {
        T[] a = [.. Enumerable.Range(0, n).Select(i => T.CreateTruncating(i * 7 % 5))], b = [.. Enumerable.Range(0, n).Select(i => T.CreateTruncating(i * 3 % 4))];
        Tensor<T> x = Tensor.From(a), y = Tensor.From(b);
        Assert.Equal(a.Zip(b, (p, q) => p == q), x.Equal(y).ToArray());
        Assert.Equal(a.Zip(b, (p, q) => p != q), x.NotEqual(y).ToArray());
        Assert.Equal(a.Zip(b, (p, q) => p < q), x.Less(y).ToArray());
        Assert.Equal(a.Zip(b, (p, q) => p <= q), x.LessOrEqual(y).ToArray());
        Assert.Equal(a.Zip(b, (p, q) => p > q), x.Greater(y).ToArray());
        Assert.Equal(a.Zip(b, (p, q) => p >= q), x.GreaterOrEqual(y).ToArray());
        Assert.Equal(a.Select(p => p > T.One), x.Greater(T.One).ToArray());
        Assert.Equal(a.Zip(b, (p, q) => p < q ? p : q), x.Less(y).Where(x, y).ToArray());
        Assert.Equal(a.Select(p => p == T.Zero ? T.One : p), x.MaskedFill(x.Equal(T.Zero), T.One).ToArray());
    }

    [Fact]
    public void Comparison_with_NaN_is_false_but_for_not_equal()
    {
        Tensor<double> x = Tensor.From([double.NaN, 1]);
        Assert.Equal([false, true], x.Equal(x).ToArray());
        Assert.Equal([true, false], x.NotEqual(x).ToArray());
        Assert.Equal([false, true], x.LessOrEqual(x).ToArray());
        Assert.Equal([false, true], x.GreaterOrEqual(x).ToArray());
        Tensor<float> special = Tensor.From([float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, 0f]);
        Assert.Equal([true, false, false, false, false], special.IsNaN().ToArray());
        Assert.Equal([false, true, true, false, false], special.IsInfinity().ToArray());
        Assert.Equal([false, false, false, true, true], special.IsFinite().ToArray());
    }

    [Fact]
    public void Logic_on_truth_values()
    {
        Tensor<bool> a = Tensor.From([false, false, true, true]), b = Tensor.From([false, true, false, true]);
        Assert.Equal([false, false, false, true], (a & b).ToArray());
        Assert.Equal([false, true, true, true], (a | b).ToArray());
        Assert.Equal([false, true, true, false], (a ^ b).ToArray());
        Assert.Equal([true, true, false, false], (!a).ToArray());
        Tensor<bool> strided = a[AxisSlice.Step(.., 2)];
        Assert.Equal([true, false], (!strided).ToArray());
    }

    [Fact]
    public void Destinations_may_be_an_operand_but_not_part_of_one()
    {
        Tensor<float> x = Tensor.Arange<float>(64);
        Tensor<float> inPlace = x.Clone();
        inPlace.Exp(inPlace);
        Assert.Equal(x.Exp().ToArray(), inPlace.ToArray());
        Tensor<float> sum = x.Clone();
        sum.Add(x, sum);
        Assert.Equal((x + x).ToArray(), sum.ToArray());

        Assert.Throws<ArgumentException>("destination", () => x[..10].Exp(x[5..15]));
        Assert.Throws<ArgumentException>("destination", () => x[..10].Add(x[20..30], x[5..15]));
        Assert.Throws<ArgumentException>("destination", () => x[..4].MultiplyAdd(x[8..12], x[12..16], x[2..6]));
        Assert.Throws<ShapeMismatchException>(() => x.Exp(Tensor.Zeros<float>(63)));
        Assert.Throws<ArgumentException>("destination", () => x.Exp(Tensor.Scalar(1f).BroadcastTo(64)));
        Assert.Throws<ArgumentNullException>("destination", () => x.Exp((Tensor<float>)null!));
        Assert.Throws<ArgumentNullException>("x", () => Tensor.Exp<float>(null!));
        Assert.Throws<ArgumentNullException>("y", () => x.Hypot(null!));
        ShapeMismatchException thrown = Assert.Throws<ShapeMismatchException>(() => x + Tensor.Zeros<float>(3));
        Assert.Contains("Add: left [64], right [3]", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 64).Select(i => (float)i), x.ToArray());
    }

    [Fact]
    public void Windows_that_interleave_without_meeting_are_apart()
    {
        Tensor<float> x = Tensor.Arange<float>(12).Reshape(4, 3);
        x[.., 0].Add(x[.., 1], x[.., 2]);
        Assert.Equal([1f, 7, 13, 19], x[.., 2].ToArray());
        Tensor<float> line = Tensor.Arange<float>(6);
        line[AxisSlice.Step(.., 2)].Negate(line[AxisSlice.Step(1.., 2)]);
        Assert.Equal([0f, -0f, 2, -2, 4, -4], line.ToArray());
    }

    [Fact]
    public void Strided_operands_and_destinations_of_functions()
    {
        double[] numbers = [.. Enumerable.Range(0, 700).Select(i => Math.Sin(i))];
        Tensor<double> x = Tensor.From(numbers, 20, 35), to = Tensor.Zeros<double>(35, 20).Transpose();
        x.Exp(to);
        Assert.Equal(x.Exp().ToArray(), to.ToArray());
        Assert.Equal(x.Exp().Transpose().ToArray(), x.Transpose().Exp().ToArray());
        Assert.Equal(x.To<float>().Sin().Transpose().ToArray(), x.To<float>().Transpose().Sin().ToArray());
        Assert.Equal(x.Greater(0.0).Transpose().ToArray(), x.Transpose().Greater(0.0).ToArray());
    }

    [Fact]
    public void Half_is_computed_in_wider_lanes()
    {
        Tensor<Half> x = Tensor.From([(Half)0.5f, (Half)(-2f), Half.NaN]);
        Assert.Equal([(Half)MathF.Exp(0.5f), (Half)MathF.Exp(-2f), Half.NaN], x.Exp().ToArray());
        Assert.Equal([(Half)1f, (Half)(-1.5f), Half.NaN], (x + (Half)0.5f).ToArray());
        Assert.Equal([(Half)0f, (Half)(-2f), Half.NaN], x.Floor().ToArray());
    }
}
