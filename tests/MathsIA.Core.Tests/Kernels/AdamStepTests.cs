using System.Numerics;
using MathsIA.Kernels;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.Kernels;

/// <summary>Adam against its algorithm, element by element.</summary>
public sealed class AdamStepTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(7), InlineData(16), InlineData(33), InlineData(100_003)]
    public void Steps_are_those_of_the_algorithm(int length)
    {
        Check<double>(length, 1e-14);
        Check<float>(length, 1e-6);
    }

    [Fact]
    public void Other_shapes_and_strided_tensors_are_refused_by_name()
    {
        Tensor<float> w = Tensor.Zeros<float>(4, 3), other = Tensor.Zeros<float>(3, 4);
        var settings = new AdamCoefficients(1, 0.1);
        Assert.Equal("gradient", Assert.Throws<ShapeMismatchException>(() => AdamStep.Run(w, other, w.Clone(), w.Clone(), settings)).ParamName);
        Assert.Equal("first", Assert.Throws<ShapeMismatchException>(() => AdamStep.Run(w, w.Clone(), other, w.Clone(), settings)).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => AdamStep.Run(w, w.Clone(), w.Clone(), other.Transpose(), settings)).ParamName);
    }

    private static void Check<T>(int length, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Philox(4);
        double[] w = random.Normal<double>(length).ToArray(), m = new double[length], v = new double[length];
        Tensor<T> parameter = Tensor.From(w, length).To<T>(), first = Tensor.Zeros<T>(length), second = Tensor.Zeros<T>(length);
        for (int step = 1; step <= 3; step++)
        {
            var settings = new AdamCoefficients(step, Rate: 0.01, FirstDecay: 0.8, SecondDecay: 0.95, Epsilon: 1e-6, WeightDecay: 0.1);
            Tensor<double> gradient = random.Normal<double>(length);
            AdamStep.Run(parameter, gradient.To<T>(), first, second, settings, new() { DegreeOfParallelism = step });
            for (int i = 0; i < length; i++)
            {
                double g = gradient[i];
                m[i] = 0.8 * m[i] + 0.2 * g;
                v[i] = 0.95 * v[i] + 0.05 * g * g;
                w[i] -= 0.01 * 0.1 * w[i];
                w[i] -= 0.01 * (m[i] / (1 - Math.Pow(0.8, step))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.95, step))) + 1e-6);
            }
        }

        Assert.True(parameter.To<double>().Compare(Tensor.From(w, length), tolerance, tolerance).IsClose);
        Assert.True(first.To<double>().Compare(Tensor.From(m, length), tolerance, tolerance).IsClose);
    }
}
