using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Tests.Kernels;

public sealed class NormalizationSlopeDoubleTests : NormalizationSlopeTests<double>
{
    protected override double Tolerance => 1e-12;
}

public sealed class NormalizationSlopeSingleTests : NormalizationSlopeTests<float>
{
    protected override double Tolerance => 2e-5;
}

/// <summary>The derivative kernels of layer, RMS and batch normalization against their formulas.</summary>
public abstract class NormalizationSlopeTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private const double Epsilon = 1e-3;

    protected abstract double Tolerance { get; }

    [Theory, InlineData(1, 1), InlineData(3, 5), InlineData(17, 33), InlineData(40, 64), InlineData(2, 1500), InlineData(1000, 3)]
    public void Rows_agree_with_the_naive_twin(int rows, int n)
    {
        Tensor<T> x = Numbers(1, rows, n), g = Numbers(2, rows, n), scale = Numbers(3, n), dx = Numbers(4, rows, n), dscale = Numbers(4, n), dshift = Numbers(4, n);
        foreach (bool centered in new[] { true, false })
        {
            foreach (bool scaled in new[] { true, false })
            {
                LayerSlope.Run(centered, Epsilon, x, g, scaled ? scale : null, dx, dscale, dshift, null);
                (double[,] expected, double[] scales, double[] shifts) = Naive(x, g, scaled ? scale : null, centered);
                Close(expected, dx);
                for (int j = 0; j < n; j++)
                {
                    Assert.Equal(scales[j], double.CreateTruncating(dscale[j]), Tolerance * rows);
                    Assert.Equal(shifts[j], double.CreateTruncating(dshift[j]), Tolerance * rows);
                }

                T[] bits = dx.ToArray();
                dx.Fill(T.Zero);
                LayerSlope.Run(centered, Epsilon, x, g, scaled ? scale : null, dx, null, null, ComputeContext.SingleThread);
                Assert.Equal(bits, dx.ToArray());
            }
        }
    }

    [Theory, InlineData(4, 3, 1), InlineData(2, 17, 1), InlineData(3, 5, 7), InlineData(1, 2, 40), InlineData(20, 33, 3)]
    public void Channels_agree_with_the_naive_twin(int examples, int channels, int pixels)
    {
        Tensor<T> x = Numbers(1, examples, channels, pixels), g = Numbers(2, examples, channels, pixels), scale = Numbers(3, channels), shift = Numbers(4, channels);
        Tensor<T> y = Numbers(5, examples, channels, pixels), mean = Numbers(5, channels), variance = Numbers(5, channels), dx = Numbers(5, examples, channels, pixels), dscale = Numbers(5, channels), dshift = Numbers(5, channels);
        foreach (int threads in new[] { 1, 3 })
        {
            var context = new ComputeContext { DegreeOfParallelism = threads };
            ChannelNormalization.Run(x, 1, Epsilon, scale, shift, y, mean, variance, context);
            ChannelNormalization.Slope(x, 1, Epsilon, scale, g, dx, dscale, dshift, context);
            Tensor<T> rows = x.Transpose(0, 1).Clone().Reshape(channels, -1), cotangents = g.Transpose(0, 1).Clone().Reshape(channels, -1);
            Tensor<T> results = y.Transpose(0, 1).Clone().Reshape(channels, -1), slopes = dx.Transpose(0, 1).Clone().Reshape(channels, -1);
            for (int c = 0; c < channels; c++)
            {
                double[] row = Doubles(rows[(AxisSlice)c]), gradient = Doubles(cotangents[(AxisSlice)c]);
                double average = row.Average(), spread = row.Average(v => (v - average) * (v - average)), root = Math.Sqrt(spread + Epsilon), s = double.CreateTruncating(scale[c]);
                double[] standard = [.. row.Select(v => (v - average) / root)];
                Assert.Equal(average, double.CreateTruncating(mean[c]), Tolerance);
                Assert.Equal(spread, double.CreateTruncating(variance[c]), Tolerance);
                double plain = gradient.Average(), weighted = gradient.Zip(standard, (a, b) => a * b).Average();
                for (int i = 0; i < row.Length; i++)
                {
                    Assert.Equal(standard[i] * s + double.CreateTruncating(shift[c]), double.CreateTruncating(results[c, i]), Tolerance * 10);
                    Assert.Equal(s / root * (gradient[i] - plain - standard[i] * weighted), double.CreateTruncating(slopes[c, i]), Tolerance * 100);
                }

                Assert.Equal(plain * row.Length, double.CreateTruncating(dshift[c]), Tolerance * row.Length);
                Assert.Equal(weighted * row.Length, double.CreateTruncating(dscale[c]), Tolerance * row.Length);
            }
        }
    }

    [Fact]
    public void Channels_may_be_strided()
    {
        Tensor<T> room = Numbers(1, 4, 6, 5), x = room.Transpose(0, 2), g = Numbers(2, 4, 6, 5).Transpose(0, 2), scale = Numbers(3, 6), shift = Numbers(4, 6);
        foreach (int axis in new[] { 1, 2 })
        {
            int channels = x.Shape[axis];
            Tensor<T> s = scale[..channels], t = shift[..channels];
            Tensor<T>[] dense = [.. Enumerable.Range(0, 2).Select(_ => Tensor.Zeros<T>(x.Shape))], strided = [.. Enumerable.Range(0, 2).Select(_ => Tensor.Zeros<T>(x.Shape))];
            Tensor<T>[] numbers = [.. Enumerable.Range(0, 8).Select(_ => Tensor.Zeros<T>(channels))];
            ChannelNormalization.Run(x.Clone(), axis, Epsilon, s, t, dense[0], numbers[0], numbers[1], null);
            ChannelNormalization.Run(x, axis, Epsilon, s, t, strided[0], numbers[2], numbers[3], null);
            ChannelNormalization.Slope(x.Clone(), axis, Epsilon, s, g.Clone(), dense[1], numbers[4], numbers[5], null);
            ChannelNormalization.Slope(x, axis, Epsilon, s, g, strided[1], numbers[6], numbers[7], null);
            Assert.Equal(dense[0].ToArray(), strided[0].ToArray());
            Assert.Equal(dense[1].ToArray(), strided[1].ToArray());
            Assert.Equal(numbers[4].ToArray(), numbers[6].ToArray());
            Assert.Equal(numbers[5].ToArray(), numbers[7].ToArray());
        }
    }

    private static (double[,] Dx, double[] Scales, double[] Shifts) Naive(Tensor<T> x, Tensor<T> g, Tensor<T>? scale, bool centered)
    {
        int rows = x.Shape[0], n = x.Shape[1];
        var dx = new double[rows, n];
        double[] scales = new double[n], shifts = new double[n];
        for (int i = 0; i < rows; i++)
        {
            double[] row = Doubles(x[(AxisSlice)i]), gradient = Doubles(g[(AxisSlice)i]);
            double mean = centered ? row.Average() : 0, root = Math.Sqrt(row.Average(v => (v - mean) * (v - mean)) + Epsilon);
            double[] standard = [.. row.Select(v => (v - mean) / root)];
            double[] d = [.. gradient.Select((v, j) => v * (scale is null ? 1 : double.CreateTruncating(scale[j])))];
            double plain = centered ? d.Average() : 0, weighted = d.Zip(standard, (a, b) => a * b).Average();
            for (int j = 0; j < n; j++)
            {
                dx[i, j] = (d[j] - plain - standard[j] * weighted) / root;
                scales[j] += gradient[j] * standard[j];
                shifts[j] += gradient[j];
            }
        }

        return (dx, scales, shifts);
    }

    private void Close(double[,] expected, Tensor<T> actual)
    {
        for (int i = 0; i < expected.GetLength(0); i++)
        {
            for (int j = 0; j < expected.GetLength(1); j++)
                Assert.Equal(expected[i, j], double.CreateTruncating(actual[i, j]), Tolerance * 100);
        }
    }

    private static double[] Doubles(Tensor<T> x) => [.. x.ToArray().Select(v => double.CreateTruncating(v))];

    private static Tensor<T> Numbers(ulong seed, params int[] lengths) => Tensor.From(TestNumbers.Uniform<T>(new Shape(lengths).ElementCount, -2, 3, seed), lengths);
}
