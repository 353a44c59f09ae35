using CsCheck;

namespace MathsIA.Tests;

public class ScatterTests
{
    [Fact]
    public void Scatter_joins_values_in_row_major_order() =>
        Gen.Int[1, 3].SelectMany(rank => Gen.Select(Gen.Int[1, 4].Array[rank], Gen.Int[0, rank - 1], Gen.Int[0, 5].Array[rank], Gen.Int[0, 1000].Array[64])).Check(300, c =>
        {
            (int[] lengths, int axis, int[] other, int[] picks) = c;
            int[] shape = [.. other.Select((l, i) => i == axis ? l : Math.Min(l, lengths[i]))];
            Tensor<double> x = Tensor.From([.. Enumerable.Range(0, new Shape(lengths).ElementCount).Select(static i => i * 0.5)], lengths);
            Tensor<int> indices = GatherTests.Indices(shape, picks, lengths[axis]);
            Tensor<double> values = Tensor.From([.. Enumerable.Range(0, indices.Length).Select(static i => (double)(i * 7 % 11) - 5)], shape);
            foreach (ScatterMode mode in Enum.GetValues<ScatterMode>())
            {
                Tensor<double> expected = x.Clone();
                foreach (int[] i in NaiveTensor<double>.AllIndices(shape))
                {
                    int[] at = [.. i[..axis], indices[i.AsSpan()], .. i[(axis + 1)..]];
                    double old = expected[at.AsSpan()], value = values[i.AsSpan()];
                    expected[at.AsSpan()] = mode switch { ScatterMode.Set => value, ScatterMode.Add => old + value, ScatterMode.Min => Math.Min(old, value), _ => Math.Max(old, value) };
                }

                Layouts.SameElements(expected, x.Scatter(indices, values, axis, mode));
                foreach (Tensor<double> destination in Layouts.Destinations<double>(x.Shape))
                    Layouts.SameElements(expected, x.Scatter(GatherTests.Convert(indices), Layouts.Of(values).Last(), axis, mode, destination));
                Tensor<double> inPlace = x.Clone();
                Assert.Same(inPlace, inPlace.Scatter(indices, values, axis, mode, inPlace));
                Layouts.SameElements(expected, inPlace);
            }

            Layouts.SameElements(x.Scatter(indices, values, axis, ScatterMode.Set), x.Scatter(indices, values, axis));
        });

    [Fact]
    public void Scatter_undoes_gather()
    {
        Tensor<float> x = Tensor.From([3f, 1, 2, 6, 5, 4], 2, 3);
        Tensor<int> order = Tensor.From([1, 2, 0, 2, 1, 0], 2, 3);
        Layouts.SameElements(x, Tensor.Zeros<float>(2, 3).Scatter(order, x.Gather(order, 1), 1));
    }

    [Fact]
    public void Masks_scatter_too() =>
        Assert.Equal([true, false, true], Tensor.Zeros<bool>(3).Scatter(Tensor.From([0, 2]), Tensor.Scalar(true), 0).ToArray());

    [Fact]
    public void Index_add_is_the_transpose_of_take()
    {
        // <take(x), y> = <x, index_add(0, y)> for every layout and axis.
        Tensor<int> indices = Tensor.From([2, 0, 2, 1, 2]);
        for (int axis = 0; axis < 3; axis++)
        {
            int[] lengths = [3, 3, 3], picked = [3, 3, 3];
            picked[axis] = 5;
            foreach (Tensor<long> x in Layouts.Of(GatherTests.Convert(TensorViewTests.Numbered(lengths))))
            {
                foreach (Tensor<long> y in Layouts.Of(GatherTests.Convert(TensorViewTests.Numbered(picked))))
                    Assert.Equal(Dot(x.Take(indices, axis), y), Dot(x, Tensor.Zeros<long>(lengths).IndexAdd(indices, y, axis)));
            }
        }

        static long Dot(Tensor<long> a, Tensor<long> b) => a.ToArray().Zip(b.ToArray(), static (u, v) => u * v).Sum();
    }

    [Fact]
    public void Index_add_works_in_place_and_broadcasts()
    {
        Tensor<float> x = Tensor.Ones<float>(3, 20);
        x.IndexAdd(Tensor.From([1, 1, 2]), Tensor.Scalar(2f), 0, x);
        Assert.Equal([.. Enumerable.Repeat(1f, 20), .. Enumerable.Repeat(5f, 20), .. Enumerable.Repeat(3f, 20)], x.ToArray());
    }

    [Fact]
    public void Minimum_and_maximum_keep_NaN()
    {
        Tensor<double> x = Tensor.From([1, double.NaN]), values = Tensor.From([double.NaN, 0]);
        Assert.Equal([double.NaN, double.NaN], x.Scatter(Tensor.From([0, 1]), values, 0, ScatterMode.Min).ToArray());
        Assert.Equal([double.NaN, double.NaN], x.Scatter(Tensor.From([0, 1]), values, 0, ScatterMode.Max).ToArray());
    }

    [Fact]
    public void Misuse_is_refused_before_any_work()
    {
        Tensor<int> x = TensorViewTests.Numbered([3, 4]);
        int[] before = x.ToArray();
        Tensor<int> values = Tensor.Zeros<int>(1, 4);
        Assert.Throws<ArgumentOutOfRangeException>("indices", () => x.Scatter(Tensor.From([0, 1, 2, 3], 1, 4), values, 0, x));
        Assert.Throws<ArgumentOutOfRangeException>("mode", () => x.Scatter(Tensor.Zeros<int>(1, 4), values, 0, (ScatterMode)9, x));
        Assert.Throws<ShapeMismatchException>("indices", () => x.Scatter(Tensor.Zeros<int>(4), values, 0, x));
        Assert.Throws<ShapeMismatchException>(() => x.Scatter(Tensor.Zeros<int>(1, 4), Tensor.Zeros<int>(3), 0, x));
        Assert.Throws<ShapeMismatchException>("source", () => x.Scatter(Tensor.Zeros<int>(1, 4), Tensor.Zeros<int>(2, 4), 0, x));
        Assert.Throws<ArgumentException>("destination", () => x.Scatter(Tensor.Zeros<int>(1, 4), x[..1], 0, x));
        Assert.Throws<ArgumentException>("destination", () => x.Scatter(x[..1, ..1], Tensor.Scalar(1), 0, x));
        Assert.Throws<ArgumentException>("destination", () => x[..2].Scatter(Tensor.Zeros<int>(1, 4), values, 0, x[1..]));
        Assert.Throws<ArgumentNullException>("source", () => x.Scatter(Tensor.Zeros<int>(1, 4), null!, 0));
        Assert.Throws<ShapeMismatchException>("indices", () => x.IndexAdd(Tensor.Zeros<int>(1, 1), values, 0));
        Assert.Throws<ShapeMismatchException>("source", () => x.IndexAdd(Tensor.From([0]), Tensor.Zeros<int>(2, 4), 0));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => x.IndexAdd(Tensor.From([0]), values, 2));
        Assert.Equal(before, x.ToArray());
    }
}
