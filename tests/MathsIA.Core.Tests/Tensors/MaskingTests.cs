namespace MathsIA.Tests;

public class MaskingTests
{
    private static readonly Tensor<int> X = TensorViewTests.Numbered([3, 4]);
    private static readonly Tensor<bool> Even = Tensor.From([.. X.ToArray().Select(static v => v % 2 == 0)], 3, 4);

    [Fact]
    public void Selects_in_row_major_order()
    {
        foreach (Tensor<int> x in Layouts.Of(X))
        {
            foreach (Tensor<bool> mask in Layouts.Of(Even))
            {
                Assert.Equal([0, 2, 4, 6, 8, 10], x.MaskedSelect(mask).ToArray());
                foreach (Tensor<int> destination in Layouts.Destinations<int>(new Shape(6)))
                    Assert.Equal([0, 2, 4, 6, 8, 10], x.MaskedSelect(mask, destination).ToArray());
            }
        }

        Assert.Equal([4, 5, 6, 7], X.MaskedSelect(Tensor.From([false, true, false], 3, 1)).ToArray());
        Assert.Equal([7, 7], Tensor.Scalar(7).MaskedSelect(Tensor.From([true, false, true])).ToArray());
        Assert.Empty(X.MaskedSelect(Tensor.Zeros<bool>(3, 4)).ToArray());
        Assert.Empty(Tensor.Zeros<int>(0, 4).MaskedSelect(Tensor.Zeros<bool>(0, 4)).ToArray());
        Assert.Equal(X.ToArray(), X.MaskedSelect(Tensor.Scalar(true)).ToArray());
    }

    [Fact]
    public void Masked_scatter_undoes_masked_select()
    {
        foreach (Tensor<int> x in Layouts.Of(X))
        {
            Tensor<int> replaced = x.MaskedScatter(Even, Tensor.From([100, 101, 102, 103, 104, 105]));
            Assert.Equal([100, 1, 101, 3, 102, 5, 103, 7, 104, 9, 105, 11], replaced.ToArray());
            Layouts.SameElements(X, replaced.MaskedScatter(Even, X.MaskedSelect(Even), replaced));
        }
    }

    [Fact]
    public void Indices_of_what_is_not_zero()
    {
        Tensor<double> x = Tensor.From([0, double.NaN, -0.0, 2, 0, 3], 2, 3);
        Layouts.SameElements(Tensor.From([0, 1, 1, 0, 1, 2], 3, 2), x.NonZero());
        Layouts.SameElements(Tensor.From([0, 1, 1, 0, 2, 1], 3, 2), x.Transpose().NonZero());
        Assert.Equal(new Shape(0, 2), Tensor.Zeros<int>(2, 2).NonZero().Shape);
        Assert.Equal(new Shape(1, 0), Tensor.Scalar(true).NonZero().Shape);
        Assert.Equal([0, 2], Tensor.From([true, false, true]).NonZero().ToArray());
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ShapeMismatchException>(() => X.MaskedSelect(Tensor.Zeros<bool>(2)));
        Assert.Throws<ShapeMismatchException>("destination", () => X.MaskedSelect(Even, Tensor.Zeros<int>(5)));
        Assert.Throws<ArgumentException>("destination", () => X.MaskedSelect(Even, X.Flatten()[..6]));
        Assert.Throws<ShapeMismatchException>("source", () => X.MaskedScatter(Even, Tensor.Zeros<int>(5)));
        Assert.Throws<ArgumentNullException>("mask", () => X.MaskedSelect(null!));
        Assert.Throws<ArgumentNullException>("x", () => Tensor.NonZero<int>(null!));
    }

    [Fact]
    public void One_hot_vectors()
    {
        Tensor<float> expected = Tensor.From([0f, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1], 2, 2, 3);
        foreach (Tensor<int> labels in Layouts.Of(Tensor.From([2, 0, 1, 2], 2, 2)))
        {
            Layouts.SameElements(expected, Tensor.OneHot<float, int>(labels, 3));
            foreach (Tensor<float> destination in Layouts.Destinations<float>(new Shape(2, 2, 3)))
            {
                destination.Fill(9);
                Layouts.SameElements(expected, Tensor.OneHot(labels, 3, destination));
            }
        }

        Layouts.SameElements(Tensor.From([0, 1]), Tensor.OneHot<int, byte>(Tensor.Scalar((byte)1), 2));
        Assert.Equal(new Shape(0, 3), Tensor.OneHot<int, int>(Tensor.Zeros<int>(0), 3).Shape);
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => Tensor.OneHot<int, int>(Tensor.From([3]), 3));
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => Tensor.OneHot<int, int>(Tensor.From([3]), -1));
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => Tensor.OneHot<int, int>(Tensor.Zeros<int>(65536), 65536));
    }
}
