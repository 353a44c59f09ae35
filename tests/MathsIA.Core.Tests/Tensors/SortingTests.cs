using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests;

public class SortingTests
{
    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void Sorts_every_element_type_stably_in_both_directions(int n)
    {
        Check(TestNumbers.Uniform<float>(n, -5, 5));
        Check(TestNumbers.Uniform<double>(n, -5, 5));
        Check(Array.ConvertAll(TestNumbers.Integers(n, 20), i => (float)(i - 10)));
        Check(Array.ConvertAll(TestNumbers.Integers(n, 20), i => (double)(i - 10)));
        Check(Array.ConvertAll(TestNumbers.Integers(n, 100_000), i => i - 50_000));
        Check(Array.ConvertAll(TestNumbers.Integers(n, 30), i => ((long)i - 15) << 40));
        Check(Array.ConvertAll(TestNumbers.Integers(n, 256), i => (byte)i));
        Check(Array.ConvertAll(TestNumbers.Integers(n, 256), i => (sbyte)(i - 128)));
        Check(Array.ConvertAll(TestNumbers.Integers(n, 256), i => (Half)(i - 128)));

        static void Check<T>(T[] x) where T : unmanaged, INumber<T>
        {
            foreach (bool descending in new[] { false, true })
            {
                int[] order = [.. descending ? Enumerable.Range(0, x.Length).OrderByDescending(i => x[i]) : Enumerable.Range(0, x.Length).OrderBy(i => x[i])];
                Assert.Equal(order.Select(i => x[i]), Tensor.From(x).Sort(0, descending).ToArray());
                Assert.Equal(order, Tensor.From(x).ArgSort(0, descending).ToArray());
                foreach (int count in new[] { 0, 1, x.Length / 20, x.Length / 3, x.Length }.Where(k => k <= x.Length))
                {
                    (Tensor<T> values, Tensor<int> indices) = Tensor.From(x).TopK(count, 0, descending);
                    Assert.Equal(order[..count], indices.ToArray());
                    Assert.Equal(order[..count].Select(i => x[i]), values.ToArray());
                }
            }
        }
    }

    [Fact]
    public void Not_a_number_comes_last_and_zeros_are_equal()
    {
        float[] x = [float.NaN, 1, float.NegativeInfinity, -0f, float.PositiveInfinity, 0f, -float.NaN, -1];
        Assert.Equal([float.NegativeInfinity, -1, 0, 0, 1, float.PositiveInfinity, float.NaN, float.NaN], Tensor.From(x).Sort().ToArray());
        Assert.Equal([float.PositiveInfinity, 1, 0, 0, -1, float.NegativeInfinity, float.NaN, float.NaN], Tensor.From(x).Sort(descending: true).ToArray());
        Assert.Equal([2, 7, 3, 5, 1, 4, 0, 6], Tensor.From(x).ArgSort().ToArray());
        Assert.Equal([4, 1, 3, 5, 7, 2, 0, 6], Tensor.From(x).ArgSort(descending: true).ToArray());
        Assert.Equal([4, 1, 3], Tensor.From(x).TopK(3).Indices.ToArray());
        Assert.Equal([2, 7, 3], Tensor.From(x).TopK(3, largest: false).Indices.ToArray());
        double[] longer = [.. TestNumbers.Uniform<double>(1000, -1, 1), double.NaN];
        Assert.Equal(double.NaN, Tensor.From(longer).Sort()[1000]);
        Assert.Equal(longer[..1000].Max(), Tensor.From(longer).TopK(1).Values[0]);
    }

    [Fact]
    public void Any_layout_any_axis_any_threads()
    {
        double[] numbers = TestNumbers.Uniform<double>(7 * 50 * 11, -1, 1);
        foreach (Tensor<double> x in TestNumbers.Layouts(numbers, 7, 50, 11))
        {
            for (int axis = 0; axis < 3; axis++)
            {
                Tensor<double> sorted = x.Sort(axis);
                Assert.Equal(x.Clone().Sort(axis).ToArray(), sorted.ToArray());
                Assert.Equal(x.Clone().ArgSort(axis).ToArray(), x.ArgSort(axis, false, new ComputeContext { DegreeOfParallelism = 3 }).ToArray());
                int count = x.Shape[axis] / 2;
                (Tensor<double> values, Tensor<int> indices) = x.TopK(count, axis, largest: false);
                AxisSlice[] slices = [AxisSlice.All, AxisSlice.All, AxisSlice.All];
                slices[axis] = ..count;
                Assert.Equal(sorted[slices].ToArray(), values.ToArray());
                Assert.Equal(values.Shape, indices.Shape);
            }
        }
    }

    [Fact]
    public void Works_in_place_into_strided_destinations_and_names_bad_arguments()
    {
        Tensor<int> x = Tensor.From([3, 1, 2, 9, 8, 7], 2, 3);
        Tensor<int> strided = Tensor.Zeros<int>(3, 2).Transpose();
        Assert.Same(strided, x.Sort(1, true, strided));
        Assert.Equal([3, 2, 1, 9, 8, 7], strided.ToArray());
        x.Sort(1, false, x);
        Assert.Equal([1, 2, 3, 7, 8, 9], x.ToArray());
        Assert.Throws<ArgumentException>("destination", () => x.ArgSort(1, false, x));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => x.Sort(2));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => x.ArgSort(-3));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => x.TopK(4));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => x.TopK(-1));
        Assert.Throws<ArgumentNullException>("x", () => Tensor.Sort<int>(null!));
        Assert.Throws<ShapeMismatchException>("destination", () => x.Sort(0, false, Tensor.Zeros<int>(3, 2)));
        Assert.Throws<ShapeMismatchException>("values", () => x.TopK(2, 1, true, Tensor.Zeros<int>(2, 3), Tensor.Zeros<int>(2, 2)));
        Assert.Throws<ArgumentException>("values", () => x.TopK(2, 1, true, x[.., ..2], Tensor.Zeros<int>(2, 2)));
        Tensor<int> v = Tensor.Zeros<int>(2, 2), i = Tensor.Zeros<int>(2, 2);
        x.TopK(2, 1, true, v, i);
        Assert.Equal([3, 2, 9, 8], v.ToArray());
        Assert.Equal([2, 1, 2, 1], i.ToArray());
    }

    [Fact]
    public void Numbers_that_differ_in_their_last_bits_only_are_sorted_too()
    {
        // The upper halves of all keys are the same, or those of many, or of few: what the first passes leave is much, or little.
        foreach (int together in new[] { 2, 40, 5_000 })
        {
            const int Count = 5_000;
            int[] order = new Philox(3).Permutation(Count).ToArray();
            var x = new double[Count];
            for (int i = 0; i < Count; i++)
                x[i] = (order[i] / together) + 1 + (order[i] % together * 1e-14);
            double[] expected = [.. x.Order()];
            Assert.Equal(expected, Tensor.From(x).Sort().ToArray());
            int[] places = Tensor.From(x).ArgSort().ToArray();
            Assert.Equal(expected, places.Select(place => x[place]));
            Assert.All(Enumerable.Range(1, Count - 1), i => Assert.True(x[places[i - 1]] < x[places[i]] || places[i - 1] < places[i]));
        }
    }
}
