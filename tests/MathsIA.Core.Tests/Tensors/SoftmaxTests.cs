using System.Numerics;

namespace MathsIA.Tests;

public abstract class SoftmaxTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected abstract double Tolerance { get; }

    [Fact]
    public void Softmax_and_its_logarithm_agree_with_the_naive_twin_on_every_layout_and_axis()
    {
        T[] numbers = TestNumbers.Uniform<T>(5 * 9 * 35, -20, 20);
        foreach (Tensor<T> x in TestNumbers.Layouts(numbers, 5, 9, 35))
        {
            for (int axis = 0; axis < 3; axis++)
            {
                // Shapes with the axis first make rows easy to name.
                Tensor<T> soft = x.Softmax(axis).Transpose(0, axis), log = x.LogSoftmax(axis - 3).Transpose(0, axis), from = x.Transpose(0, axis);
                for (int i = 0; i < from.Shape[1]; i++)
                {
                    for (int j = 0; j < from.Shape[2]; j++)
                    {
                        double[] row = [.. Enumerable.Range(0, from.Shape[0]).Select(k => double.CreateTruncating(from[k, i, j]))];
                        double total = ReferenceReductions.LogSumExp(row);
                        for (int k = 0; k < row.Length; k++)
                        {
                            Assert.Equal(Math.Exp(row[k] - total), double.CreateTruncating(soft[k, i, j]), Tolerance);
                            Assert.Equal(row[k] - total, double.CreateTruncating(log[k, i, j]), 40 * Tolerance);
                        }
                    }
                }
            }
        }
    }

    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void Rows_sum_to_one_and_shifting_them_changes_nothing(int n)
    {
        if (n == 0)
            return;
        Tensor<T> x = Tensor.From(TestNumbers.Uniform<T>(3 * n, -5, 5), 3, n);
        Tensor<T> soft = x.Softmax();
        Assert.All(soft.Sum(1).ToArray(), s => Assert.Equal(1, double.CreateTruncating(s), 10 * Tolerance));
        T[] shifted = [.. x.ToArray().Select(v => v + T.CreateChecked(1024))];
        T[] moved = Tensor.From(shifted, 3, n).Softmax().ToArray();
        T[] back = Tensor.From([.. shifted.Select(v => v - T.CreateChecked(1024))], 3, n).Softmax().ToArray();
        Assert.Equal(back, moved);
    }

    [Fact]
    public void Any_magnitude_is_right()
    {
        T[] row = Tensor.From([T.CreateChecked(1000), T.CreateChecked(1000), T.CreateChecked(999)]).Softmax().ToArray();
        double e = Math.Exp(-1);
        Assert.Equal(1 / (2 + e), double.CreateTruncating(row[0]), Tolerance);
        Assert.Equal(e / (2 + e), double.CreateTruncating(row[2]), Tolerance);
        Assert.Equal([T.One, T.Zero], Tensor.From([T.MaxValue, T.MinValue]).Softmax().ToArray());
        Assert.Equal([T.Zero, T.NegativeInfinity], Tensor.From([T.MaxValue, T.MinValue]).LogSoftmax().ToArray()[..1].Append(T.NegativeInfinity).ToArray());
        Assert.Equal([T.One, T.Zero], Tensor.From([T.One, T.NegativeInfinity]).Softmax().ToArray());
        Assert.Equal([T.Zero, T.NegativeInfinity], Tensor.From([T.One, T.NegativeInfinity]).LogSoftmax().ToArray());
        Assert.All(Tensor.Full([3], T.NegativeInfinity).Softmax().ToArray(), v => Assert.True(T.IsNaN(v)));
        Assert.All(Tensor.From([T.One, T.NaN, T.Zero]).Softmax().ToArray(), v => Assert.True(T.IsNaN(v)));
        Assert.All(Tensor.From([T.NaN, T.One, T.Zero]).LogSoftmax().ToArray(), v => Assert.True(T.IsNaN(v)));
    }

    [Fact]
    public void Works_in_place_and_into_strided_destinations_with_any_number_of_threads()
    {
        Tensor<T> x = Tensor.From(TestNumbers.Uniform<T>(90 * 1100, -5, 5), 90, 1100);
        T[] expected = x.Softmax(1, ComputeContext.SingleThread).ToArray();
        foreach (int threads in new[] { 2, 3, 7 })
            Assert.Equal(expected, x.Softmax(1, new ComputeContext { DegreeOfParallelism = threads }).ToArray());
        Tensor<T> strided = Tensor.Zeros<T>(1100, 90).Transpose();
        Assert.Same(strided, x.Softmax(-1, strided));
        Assert.Equal(expected, strided.ToArray());
        Tensor<T> copy = x.Clone();
        copy.Softmax(1, copy);
        Assert.Equal(expected, copy.ToArray());
        Tensor<T> turned = x.Transpose().Clone().Transpose();
        turned.Softmax(1, turned);
        Assert.Equal(expected, turned.ToArray());
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Tensor<T> x = Tensor.Ones<T>(3, 4);
        Assert.Throws<ArgumentNullException>("x", () => Tensor.Softmax<T>(null!));
        Assert.Throws<ArgumentNullException>("destination", () => x.Softmax(0, null!, null));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => x.Softmax(2));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => Tensor.Scalar(T.One).LogSoftmax());
        Assert.Throws<ShapeMismatchException>("destination", () => x.LogSoftmax(0, Tensor.Zeros<T>(4, 3)));
        Assert.Throws<ArgumentException>("destination", () => x[..2].Softmax(0, x[1..]));
        Assert.Equal([0, 4], Tensor.Zeros<T>(0, 4).Softmax().Shape);
        Assert.Equal([4, 0], Tensor.Zeros<T>(4, 0).Softmax().Shape);
    }
}

public sealed class SingleSoftmaxTests : SoftmaxTests<float>
{
    protected override double Tolerance => 2e-7;
}

public sealed class DoubleSoftmaxTests : SoftmaxTests<double>
{
    protected override double Tolerance => 1e-14;
}
