using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Tests.Operators;

public sealed class HadamardOperatorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(128)]
    public void Equals_the_definition(int n)
    {
        Tensor<double> x = OperatorRows<double>.Random(n);
        Tensor<double> y = new HadamardOperator<double>([n]).Apply(x);
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
                sum += BitOperations.PopCount((uint)(i & j)) % 2 == 0 ? x[j] : -x[j];
            Assert.Equal(sum / Math.Sqrt(n), y[i], 1e-13);
        }
    }

    [Theory]
    [InlineData(new[] { 4096 })]
    [InlineData(new[] { 8192 })]
    [InlineData(new[] { 16, 64, 2 })]
    public void Is_its_own_inverse(int[] lengths)
    {
        Tensor<double> x = OperatorRows<double>.Random(lengths);
        var op = new HadamardOperator<double>(lengths);
        double[] back = op.Apply(op.Apply(x)).ToArray();
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(x.AsSpan()[i], back[i], 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(12)]
    public void Refuses_lengths_that_are_no_power_of_two(int n) =>
        Assert.Equal("shape", Assert.Throws<ArgumentOutOfRangeException>(() => new HadamardOperator<double>([4, n])).ParamName);
}
