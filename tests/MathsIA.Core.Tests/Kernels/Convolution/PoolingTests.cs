using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.Kernels;

public sealed class PoolingTests
{
    private sealed record Case(Shape X, PerAxis Window, PoolingOptions Options);

    private static readonly Case[] All =
    [
        new([2, 3, 6, 8], 2, new()),
        new([2, 3, 7, 9], 2, new()),
        new([1, 2, 7, 9], 3, new() { Stride = 2, Padding = 1 }),
        new([1, 2, 9, 40], [2, 3], new() { Stride = 1, Padding = [0, 2], PaddingAfter = [1, 0] }),
        new([1, 2, 9, 11], 3, new() { Stride = [2, 1], Dilation = [2, 3], Padding = 2 }),
        new([2, 40, 5, 5], 5, new()),
        new([2, 3, 17], 3, new() { Stride = 2, Padding = 1 }),
        new([1, 1, 2, 2], 2, new() { Padding = 3, Stride = 1 }),
        new([0, 3, 4, 4], 2, new()),
        new([2, 0, 4, 4], 2, new()),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, All.Length)];

    [Theory, MemberData(nameof(Cases))]
    public void Equals_a_walk_over_every_window(int index)
    {
        Check<float>(All[index]);
        Check<double>(All[index]);
    }

    [Fact]
    public void Of_equal_elements_the_first_wins_and_NaN_is_the_largest()
    {
        Tensor<float> x = Tensor.From([1f, 1, 0, float.NaN, 1, 1, float.NaN, 7], 1, 1, 2, 4);
        (Tensor<float> values, Tensor<int> indices) = x.MaxPoolWithIndices(2);
        Assert.Equal([1, float.NaN], values.ToArray());
        Assert.Equal([0, 3], indices.ToArray());
        Tensor<float> low = Tensor.Ones<float>(1, 1, 2, 2) * float.NegativeInfinity;
        Assert.Equal([-1], low.MaxPoolWithIndices(2).Indices.ToArray());
    }

    [Fact]
    public void Strided_operands_and_destinations_serve()
    {
        Tensor<double> x = new Philox(1).Normal<double>(8, 6, 3, 2).Transpose(), target = Tensor.Zeros<double>(4, 3, 3, 2).Transpose();
        Assert.True(x.MaxPool(2, null, target).ElementsEqual(x.Contiguous().MaxPool(2)));
        Assert.True(x.AveragePool(2, null, target).ElementsEqual(x.Contiguous().AveragePool(2)));
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        Tensor<float> x = Tensor.Zeros<float>(1, 2, 4, 4);
        Assert.Throws<ShapeMismatchException>("x", () => Tensor.Zeros<float>(4, 4).MaxPool(2));
        Assert.Throws<ShapeMismatchException>("window", () => x.MaxPool(5));
        Assert.Throws<ArgumentOutOfRangeException>("window", () => x.MaxPool(0));
        Assert.Throws<ArgumentException>("window", () => x.AveragePool([1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>("Stride", () => x.AveragePool(2, new() { Stride = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("Padding", () => x.AveragePool(2, new() { Padding = -1 }));
        Assert.Throws<ShapeMismatchException>("destination", () => x.AveragePool(2, null, x));
        Assert.Throws<NotSupportedException>(() => Tensor.Zeros<Half>(1, 2, 4, 4).MaxPool(2));
    }

    private static void Check<T>(Case c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> x = new Philox(3).Normal<double>(c.X.Lengths).To<T>();
        PerAxis stride = c.Options.Stride ?? c.Window, after = c.Options.PaddingAfter ?? c.Options.Padding;
        bool flat = c.X.Rank == 3;
        int rows = flat ? 1 : c.X[2], columns = c.X[-1], axis = flat ? 0 : 1;
        int Length(int input, int a) => (input + c.Options.Padding.At(a) + after.At(a) - c.Options.Dilation.At(a) * (c.Window.At(a) - 1) - 1) / stride.At(a) + 1;
        int outRows = flat ? 1 : Length(rows, 0), outColumns = Length(columns, axis);
        Tensor<T> max = x.MaxPool(c.Window, c.Options), mean = x.AveragePool(c.Window, c.Options), inside = x.AveragePool(c.Window, c.Options with { CountPadding = false });
        (Tensor<T> values, Tensor<int> indices) = x.MaxPoolWithIndices(c.Window, c.Options);
        Assert.Equal(flat ? [c.X[0], c.X[1], outColumns] : [c.X[0], c.X[1], outRows, outColumns], max.Shape.ToArray());
        Assert.True(max.ElementsEqual(values));
        T[] elements = x.ToArray();
        int at = 0;
        for (int plane = 0; plane < c.X[0] * c.X[1]; plane++)
        {
            for (int i = 0; i < outRows; i++)
            {
                for (int j = 0; j < outColumns; j++, at++)
                {
                    int best = -1, count = 0, taps = (flat ? 1 : c.Window.At(0)) * c.Window.At(axis);
                    double sum = 0;
                    for (int r = 0; r < (flat ? 1 : c.Window.At(0)); r++)
                    {
                        for (int s = 0; s < c.Window.At(axis); s++)
                        {
                            int y = flat ? 0 : i * stride.At(0) + r * c.Options.Dilation.At(0) - c.Options.Padding.At(0), z = j * stride.At(axis) + s * c.Options.Dilation.At(axis) - c.Options.Padding.At(axis);
                            if (y < 0 || y >= rows || z < 0 || z >= columns)
                                continue;
                            T value = elements[(plane * rows + y) * columns + z];
                            sum += double.CreateChecked(value);
                            count++;
                            if (best < 0 || value > elements[plane * rows * columns + best])
                                best = y * columns + z;
                        }
                    }

                    Assert.Equal(best, indices.AsSpan()[at]);
                    Assert.Equal(best < 0 ? T.NegativeInfinity : elements[plane * rows * columns + best], values.AsSpan()[at]);
                    Assert.Equal(sum / taps, double.CreateChecked(mean.AsSpan()[at]), typeof(T) == typeof(float) ? 1e-6 : 1e-14);
                    Assert.Equal(count == 0 ? 0 : sum / count, double.CreateChecked(inside.AsSpan()[at]), typeof(T) == typeof(float) ? 1e-6 : 1e-14);
                }
            }
        }
    }
}
