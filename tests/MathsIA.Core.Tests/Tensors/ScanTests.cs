using System.Numerics;

namespace MathsIA.Tests;

public class ScanTests
{
    [Fact]
    public void Scans_agree_with_plain_loops_on_every_layout_and_axis()
    {
        Check(TestNumbers.Uniform<float>(4 * 6 * 9, 0.5, 1.5), 1e-5);
        Check(TestNumbers.Uniform<double>(4 * 6 * 9, 0.5, 1.5), 1e-13);
        Check(Array.ConvertAll(TestNumbers.Integers(4 * 6 * 9, 3), i => i), 0);
        Check(Array.ConvertAll(TestNumbers.Integers(4 * 6 * 9, 3), i => (long)i), 0);

        static void Check<T>(T[] numbers, double tolerance) where T : unmanaged, INumber<T>
        {
            foreach (Tensor<T> x in TestNumbers.Layouts(numbers, 4, 6, 9))
            {
                for (int axis = 0; axis < 3; axis++)
                {
                    Tensor<T> from = x.Transpose(0, axis), sums = x.CumulativeSum(axis).Transpose(0, axis), products = x.CumulativeProduct(axis - 3).Transpose(0, axis);
                    for (int i = 0; i < from.Shape[1]; i++)
                    {
                        for (int j = 0; j < from.Shape[2]; j++)
                        {
                            double sum = 0, product = 1;
                            for (int k = 0; k < from.Shape[0]; k++)
                            {
                                sum += double.CreateTruncating(from[k, i, j]);
                                product *= double.CreateTruncating(from[k, i, j]);
                                Assert.Equal(sum, double.CreateTruncating(sums[k, i, j]), tolerance);
                                Assert.Equal(product, double.CreateTruncating(products[k, i, j]), tolerance * 30);
                            }
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void Errors_do_not_grow_and_the_range_is_left_only_where_the_result_leaves_it()
    {
        Assert.Equal(1_000_000 * 0.1f, Tensor.Full([1_000_000], 0.1f).CumulativeSum()[999_999], 0.02f);
        Assert.Equal(1.0, Tensor.From([1.0, 1e100, 1.0, -1e100]).CumulativeSum()[3] - 1, 1e-15);
        Assert.Equal([1e30f, float.PositiveInfinity, 1e30f], Tensor.From([1e30f, 1e30f, 1e-30f]).CumulativeProduct().ToArray().Select(v => v > 9.9e29f && v < 1.1e30f ? 1e30f : v).ToArray());
        Assert.Equal([0.0, 0.0], Tensor.From([0.0, 5]).CumulativeProduct().ToArray());
        Assert.Equal([float.PositiveInfinity, float.NaN], Tensor.From([float.PositiveInfinity, float.NegativeInfinity]).CumulativeSum().ToArray());
        Assert.Throws<OverflowException>(() => Tensor.From([int.MaxValue, 1]).CumulativeSum());
        Assert.Throws<OverflowException>(() => Tensor.From(new byte[] { 20, 20 }).CumulativeProduct());
    }

    [Fact]
    public void Works_in_place_and_names_bad_arguments()
    {
        Tensor<double> x = Tensor.From([1.0, 2, 3, 4], 2, 2);
        x.CumulativeSum(0, x);
        Assert.Equal([1.0, 2, 4, 6], x.ToArray());
        x.CumulativeProduct(1, x);
        Assert.Equal([1.0, 2, 4, 24], x.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => x.CumulativeSum(2));
        Assert.Throws<ArgumentNullException>("x", () => Tensor.CumulativeProduct<int>(null!));
        Assert.Throws<ShapeMismatchException>("destination", () => x.CumulativeSum(0, Tensor.Zeros<double>(4)));
        Assert.Throws<ArgumentException>("destination", () => x.CumulativeSum(0, x.Transpose()));
        Assert.Equal([0, 3], Tensor.Zeros<double>(0, 3).CumulativeSum(0).Shape);
    }
}
