using MathsIA.Operators;

namespace MathsIA.Tests.Operators;

public sealed class FourierOperatorTests
{
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 15, 16, 25, 27, 30, 31, 32, 37, 49, 60, 64, 74, 97, 100, 121, 128, 210, 243, 251];

    [Theory, MemberData(nameof(Lengths))]
    public void Equals_the_definition(int n)
    {
        Tensor<double> x = OperatorRows<double>.Random(n, 2);
        Tensor<double> y = new FourierOperator<double>([n], complex: true).Apply(x);
        Tensor<double> real = new FourierOperator<double>([n]).Apply(x[.., 0]);
        for (int k = 0; k < n; k++)
        {
            double re = 0, im = 0, onlyRe = 0, onlyIm = 0;
            for (int j = 0; j < n; j++)
            {
                (double s, double c) = Math.SinCos(-2 * Math.PI * ((long)j * k % n) / n);
                re += x[j, 0] * c - x[j, 1] * s;
                im += x[j, 0] * s + x[j, 1] * c;
                onlyRe += x[j, 0] * c;
                onlyIm += x[j, 0] * s;
            }

            double root = Math.Sqrt(n);
            Assert.Equal(re / root, y[k, 0], 1e-13);
            Assert.Equal(im / root, y[k, 1], 1e-13);
            Assert.Equal(onlyRe / root, real[k, 0], 1e-13);
            Assert.Equal(onlyIm / root, real[k, 1], 1e-13);
        }
    }

    [Theory]
    [InlineData(new[] { 1000 })]
    [InlineData(new[] { 4096 })]
    [InlineData(new[] { 1009 })]
    [InlineData(new[] { 48, 100 })]
    [InlineData(new[] { 40, 37 })]
    [InlineData(new[] { 5, 12, 33 })]
    [InlineData(new[] { 20, 30, 3 })]
    public void Is_an_isometry(int[] lengths)
    {
        Tensor<double> real = OperatorRows<double>.Random(lengths), complex = OperatorRows<double>.Random([.. lengths, 2]);
        foreach ((FourierOperator<double> op, Tensor<double> x) in new[] { (new FourierOperator<double>(lengths), real), (new FourierOperator<double>(lengths, complex: true), complex) })
        {
            Tensor<double> back = op.ApplyAdjoint(op.Apply(x));
            for (int i = 0; i < x.Length; i++)
                Assert.Equal(x.AsSpan()[i], back.AsSpan()[i], 2e-14);
        }
    }

    [Fact]
    public void A_float_transform_is_accurate_to_a_few_roundings()
    {
        Tensor<double> x = OperatorRows<double>.Random(16384);
        Tensor<float> single = Tensor.From(Array.ConvertAll(x.ToArray(), v => (float)v));
        Tensor<double> rounded = Tensor.From(Array.ConvertAll(single.ToArray(), v => (double)v));
        double[] exact = new FourierOperator<double>([16384]).Apply(rounded).ToArray();
        float[] computed = new FourierOperator<float>([16384]).Apply(single).ToArray();
        double square = 0, size = 0;
        for (int i = 0; i < exact.Length; i++)
        {
            square += (computed[i] - exact[i]) * (computed[i] - exact[i]);
            size += exact[i] * exact[i];
        }

        Assert.InRange(Math.Sqrt(square / size), 0, 3e-7);
    }

    [Fact]
    public void Roots_of_unity_are_symmetric_and_rounded_right()
    {
        foreach (int n in new[] { 1, 2, 3, 5, 8, 12, 97, 1024, 1000003 })
        {
            for (long a = 0; a < n; a += Math.Max(1, n / 500))
            {
                (double s, double c) = FourierPlan<double>.SinCosOfTurn(a, n);
                (double s2, double c2) = FourierPlan<double>.SinCosOfTurn((n - a) % n, n);
                Assert.Equal(c, c2);
                Assert.Equal(s, -s2 + 0.0);
                Assert.Equal(Math.Sin(2 * Math.PI * a / n), s, 1e-15);
                Assert.Equal(Math.Cos(2 * Math.PI * a / n), c, 1e-15);
            }
        }
    }
}
