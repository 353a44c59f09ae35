using System.Numerics;
using MathsIA.Execution;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.Kernels;

public sealed class ConvolutionTests
{
    public static TheoryData<int, ConvolutionAlgorithm> Cases
    {
        get
        {
            var data = new TheoryData<int, ConvolutionAlgorithm>();
            for (int i = 0; i < ConvolutionCase.All.Count; i++)
            {
                foreach (ConvolutionAlgorithm algorithm in Enum.GetValues<ConvolutionAlgorithm>())
                    data.Add(i, algorithm);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void All_three_products_are_the_sums_of_the_definition(int index, ConvolutionAlgorithm algorithm)
    {
        ConvolutionCase c = ConvolutionCase.All[index];
        c = c with { Options = c.Options with { Algorithm = algorithm } };
        Check<float>(c);
        Check<double>(c);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Neither_threads_nor_the_rest_of_the_batch_change_a_bit(int index, ConvolutionAlgorithm algorithm)
    {
        ConvolutionCase c = ConvolutionCase.All[index];
        ConvolutionOptions options = c.Options with { Algorithm = algorithm };
        Tensor<float> x = c.Images.To<float>(), w = c.Kernels.To<float>();
        var many = new ComputeContext { DegreeOfParallelism = 4 };
        Tensor<float> y = x.Convolve(w, null, options, many);
        Assert.True(y.ElementsEqual(x.Convolve(w, null, options, ComputeContext.SingleThread)));
        Assert.True(Tensor.ConvolutionInputGradient(y, w, c.X, options, many).ElementsEqual(Tensor.ConvolutionInputGradient(y, w, c.X, options, ComputeContext.SingleThread)));
        Assert.True(Tensor.ConvolutionWeightGradient(x, y, c.Weight, options, many).ElementsEqual(Tensor.ConvolutionWeightGradient(x, y, c.Weight, options, ComputeContext.SingleThread)));
        for (int n = 0; n < c.X[0]; n++)
            Assert.True(x[n..(n + 1)].Convolve(w, null, options).ElementsEqual(y[n..(n + 1)]), $"example {n}");
    }

    [Theory, MemberData(nameof(Cases))]
    public void Strided_operands_and_destinations_give_the_same_bits(int index, ConvolutionAlgorithm algorithm)
    {
        ConvolutionCase c = ConvolutionCase.All[index];
        ConvolutionOptions options = c.Options with { Algorithm = algorithm };
        Tensor<double> x = c.Images, w = c.Kernels, bias = c.Bias, y = x.Convolve(w, bias, options), target = Strided(Tensor.Zeros<double>(y.Shape));
        Assert.True(Strided(x).Convolve(Strided(w), Strided(bias), options, target).ElementsEqual(y));
        Tensor<double> gx = Tensor.ConvolutionInputGradient(y, w, c.X, options), gw = Tensor.ConvolutionWeightGradient(x, y, c.Weight, options);
        Assert.True(Tensor.ConvolutionInputGradient(Strided(y), Strided(w), options, Strided(Tensor.Zeros<double>(c.X))).ElementsEqual(gx));
        Assert.True(Tensor.ConvolutionWeightGradient(Strided(x), Strided(y), options, Strided(Tensor.Zeros<double>(c.Weight))).ElementsEqual(gw));
    }

    [Fact]
    public void The_error_of_Winograd_is_as_small_as_documented()
    {
        Tensor<float> x = new Philox(1).Normal<float>(2, 64, 28, 28), w = new Philox(2).Normal<float>(64, 64, 3, 3);
        double direct = Units(x, w, ConvolutionAlgorithm.Direct), winograd = Units(x, w, ConvolutionAlgorithm.Winograd);
        Assert.InRange(direct, 0.1, 8);
        Assert.InRange(winograd, 0.1, 20);
        Tensor<double> x2 = x.To<double>(), w2 = w.To<double>();
        Tensor<double> exact = x2.Convolve(w2, null, new() { Padding = 1, Algorithm = ConvolutionAlgorithm.Direct });
        double inDouble = Largest(x2.Convolve(w2, null, new() { Padding = 1, Algorithm = ConvolutionAlgorithm.Winograd }), exact, x2, w2) / double.ScaleB(1, -53);
        Assert.InRange(inDouble, 0.1, 20);
    }

    [Fact]
    public void A_transposed_convolution_with_output_padding_is_the_adjoint()
    {
        var options = new ConvolutionOptions { Stride = [3, 2], Padding = [1, 2], PaddingAfter = 1, Dilation = [1, 2], OutputPadding = [2, 1], Groups = 2 };
        Tensor<double> y = new Philox(1).Normal<double>(2, 4, 5, 6), w = new Philox(2).Normal<double>(4, 3, 3, 2), bias = new Philox(3).Normal<double>(6);
        Tensor<double> x = y.ConvolveTransposed(w, bias, options);
        Assert.Equal([2, 6, 4 * 3 - 2 + 2 + 1 + 2, 5 * 2 - 3 + 2 + 1 + 1], x.Shape.ToArray());
        // <x, T y> = <C x, y>, and the bias is what is left at y = 0.
        Tensor<double> u = new Philox(4).Normal<double>(x.Shape.Lengths), plain = x - bias.Reshape(6, 1, 1);
        double left = (u * plain).Sum(), right = (u.Convolve(w, null, options with { OutputPadding = 0 }) * y).Sum();
        Assert.Equal(left, right, 1e-11);
    }

    [Fact]
    public void Winograd_turns_an_infinity_into_NaN_only_in_its_tiles_and_direct_keeps_it()
    {
        Tensor<float> x = Tensor.Ones<float>(1, 16, 12, 12), w = Tensor.Ones<float>(16, 16, 3, 3);
        x[0, 3, 6, 6] = float.PositiveInfinity;
        Tensor<float> direct = x.Convolve(w, null, new() { Padding = 1, Algorithm = ConvolutionAlgorithm.Direct });
        Assert.True(float.IsPositiveInfinity(direct[0, 0, 5, 5]));
        Assert.Equal(9 * 16, direct[0, 0, 2, 2]);
        Tensor<float> tiles = x.Convolve(w, null, new() { Padding = 1 });
        Assert.Equal(9 * 16, tiles[0, 0, 2, 2], 1e-3);
    }

    [Fact]
    public void A_steady_call_allocates_next_to_nothing()
    {
        Tensor<float> x = new Philox(1).Normal<float>(4, 32, 14, 14), w = new Philox(2).Normal<float>(32, 32, 3, 3), y = Tensor.Zeros<float>(4, 32, 14, 14), gw = Tensor.Zeros<float>(32, 32, 3, 3);
        foreach (ConvolutionAlgorithm algorithm in new[] { ConvolutionAlgorithm.Direct, ConvolutionAlgorithm.Winograd })
        {
            var options = new ConvolutionOptions { Padding = 1, Algorithm = algorithm };
            void Step()
            {
                x.Convolve(w, null, options, y, ComputeContext.SingleThread);
                Tensor.ConvolutionWeightGradient(x, y, options, gw, ComputeContext.SingleThread);
            }

            Step();
            Step();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++)
                Step();
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * 2048);
        }
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        Tensor<float> x = Tensor.Zeros<float>(1, 4, 5, 5), w = Tensor.Zeros<float>(6, 4, 3, 3), y = Tensor.Zeros<float>(1, 6, 3, 3);
        Assert.Throws<ArgumentNullException>("weight", () => x.Convolve(null!));
        Assert.Throws<ShapeMismatchException>("x", () => Tensor.Zeros<float>(4, 5).Convolve(w));
        Assert.Throws<ShapeMismatchException>("weight", () => x.Convolve(Tensor.Zeros<float>(6, 4, 3)));
        Assert.Throws<ShapeMismatchException>("weight", () => x.Convolve(Tensor.Zeros<float>(6, 3, 3, 3)));
        Assert.Throws<ShapeMismatchException>("weight", () => x.Convolve(Tensor.Zeros<float>(6, 4, 6, 3)));
        Assert.Throws<ShapeMismatchException>("weight", () => x.Convolve(Tensor.Zeros<float>(6, 4, 0, 3)));
        Assert.Throws<ShapeMismatchException>("bias", () => x.Convolve(w, Tensor.Zeros<float>(4)));
        Assert.Throws<ArgumentOutOfRangeException>("Stride", () => x.Convolve(w, null, new() { Stride = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("Padding", () => x.Convolve(w, null, new() { Padding = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>("PaddingAfter", () => x.Convolve(w, null, new() { PaddingAfter = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>("Dilation", () => x.Convolve(w, null, new() { Dilation = [1, 0] }));
        Assert.Throws<ArgumentException>("Stride", () => x.Convolve(w, null, new() { Stride = [1, 1, 1] }));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => x.Convolve(w, null, new() { Groups = 4 }));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => x.Convolve(w, null, new() { Algorithm = (ConvolutionAlgorithm)9 }));
        Assert.Throws<ArgumentException>("options", () => x.Convolve(w, null, new() { OutputPadding = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => y.ConvolveTransposed(w, null, new() { Stride = 2, OutputPadding = 2 }));
        Assert.Throws<ShapeMismatchException>("weight", () => x.ConvolveTransposed(w));
        Assert.Throws<ShapeMismatchException>("x", () => Tensor.Zeros<float>(1, 6, 1, 1).ConvolveTransposed(w, null, new() { Padding = 2 }));
        Assert.Throws<ShapeMismatchException>("destination", () => x.Convolve(w, null, null, x));
        Assert.Throws<ArgumentException>("destination", () => Tensor.Zeros<float>(1, 1, 3, 3) is var t ? t.Convolve(Tensor.Ones<float>(1, 1, 1, 1), null, null, t) : t);
        Assert.Throws<ShapeMismatchException>("gradient", () => Tensor.ConvolutionInputGradient(x, w, x.Shape));
        Assert.Throws<ShapeMismatchException>("gradient", () => Tensor.ConvolutionWeightGradient(x, x, w.Shape));
        Assert.Throws<NotSupportedException>(() => Tensor.Zeros<Half>(1, 4, 5, 5).Convolve(Tensor.Zeros<Half>(6, 4, 3, 3)));
        Assert.Throws<MemoryLimitException>(() => x.Convolve(w, null, null, new ComputeContext { MemoryLimit = 64 }));
        Assert.Throws<ArgumentException>("each", () => new PerAxis(ReadOnlySpan<int>.Empty));
    }

    private static void Check<T>(ConvolutionCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> x = c.Images.To<T>(), w = c.Kernels.To<T>(), bias = c.Bias.To<T>(), inputBias = c.InputBias.To<T>();
        Shape shape = NaiveConvolution.Result(c);
        Tensor<T> g = new Philox(11).Normal<double>(shape.Lengths).To<T>();
        double[] dx = x.To<double>().ToArray(), dw = w.To<double>().ToArray(), dg = g.To<double>().ToArray();
        double[] y = new double[shape.ElementCount], gx = new double[c.X.ElementCount], gw = new double[c.Weight.ElementCount];
        double[] my = new double[y.Length], mx = new double[gx.Length], mw = new double[gw.Length];
        NaiveConvolution.ForEach(c, shape, (o, i, k) =>
        {
            y[o] += dx[i] * dw[k];
            gx[i] += dg[o] * dw[k];
            gw[k] += dx[i] * dg[o];
            my[o] += Math.Abs(dx[i] * dw[k]);
            mx[i] += Math.Abs(dg[o] * dw[k]);
            mw[k] += Math.Abs(dx[i] * dg[o]);
        });
        bool isWinograd = MathsIA.Kernels.Convolution.UsesWinograd(MathsIA.Kernels.ConvolutionArgument.Of("test", c.X, c.Weight, c.Options), c.Options.Algorithm);
        double unit = (isWinograd ? 80 : 8) * (typeof(T) == typeof(float) ? double.ScaleB(1, -24) : double.ScaleB(1, -53));
        Close(x.Convolve(w, null, c.Options), shape, y, my, unit, c + ", y");
        Close(Tensor.ConvolutionInputGradient(g, w, c.X, c.Options), c.X, gx, mx, unit, c + ", x");
        Close(Tensor.ConvolutionWeightGradient(x, g, c.Weight, c.Options), c.Weight, gw, mw, unit, c + ", w");

        Tensor<T> biased = bias.Reshape([.. Enumerable.Range(1, c.X.Rank - 1).Select(a => a == 1 ? c.Weight[0] : 1)]);
        if (!isWinograd)
            Assert.True(x.Convolve(w, bias, c.Options).ElementsEqual(x.Convolve(w, null, c.Options) + biased), c + ", bias");
        else
            Close(x.Convolve(w, bias, c.Options) - biased, shape, y, my, 2 * unit, c + ", bias");
    }

    private static void Close<T>(Tensor<T> actual, Shape shape, double[] expected, double[] magnitude, double unit, string what) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(shape, actual.Shape);
        double[] values = actual.To<double>().ToArray();
        // An output of few products is a sum of tiles' neighbours in Winograd's algorithm: their size counts too.
        double least = magnitude.Length == 0 ? 0 : magnitude.Average();
        for (int i = 0; i < values.Length; i++)
            Assert.True(Math.Abs(values[i] - expected[i]) <= unit * Math.Max(magnitude[i], least), $"{what}, {i}: {values[i]} for {expected[i]}, off by {Math.Abs(values[i] - expected[i]) / unit / Math.Max(magnitude[i], least)} of what is allowed");
    }

    private static double Units(Tensor<float> x, Tensor<float> w, ConvolutionAlgorithm algorithm)
    {
        Tensor<double> x2 = x.To<double>(), w2 = w.To<double>();
        Tensor<double> exact = x2.Convolve(w2, null, new() { Padding = 1, Algorithm = ConvolutionAlgorithm.Direct });
        return Largest(x.Convolve(w, null, new() { Padding = 1, Algorithm = algorithm }).To<double>(), exact, x2, w2) / double.ScaleB(1, -24);
    }

    /// <summary>The largest error relative to the sum of the magnitudes of the products.</summary>
    private static double Largest(Tensor<double> actual, Tensor<double> exact, Tensor<double> x, Tensor<double> w)
    {
        Tensor<double> size = x.Abs().Convolve(w.Abs(), null, new() { Padding = 1, Algorithm = ConvolutionAlgorithm.Direct });
        return ((actual - exact).Abs() / size).Max();
    }

    private static Tensor<T> Strided<T>(Tensor<T> x) where T : unmanaged
    {
        Tensor<T> room = Tensor.Uninitialized<T>([.. x.Shape.Lengths[..^1], 2 * x.Shape[-1]]);
        AxisSlice[] slices = [.. Enumerable.Repeat(AxisSlice.All, x.Rank - 1), AxisSlice.Step(.., -2)];
        Tensor<T> view = room[slices];
        x.CopyTo(view);
        return view;
    }
}
