using MathsIA.Operators;

namespace MathsIA.Tests.Operators;

public sealed class CosineOperatorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(64)]
    [InlineData(101)]
    public void Equals_the_definition(int n)
    {
        Tensor<double> x = OperatorRows<double>.Random(n);
        Tensor<double> y = new CosineOperator<double>([n]).Apply(x);
        for (int k = 0; k < n; k++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
                sum += x[j] * Math.Cos(Math.PI * ((2L * j + 1) * k % (4L * n)) / (2.0 * n));
            Assert.Equal(sum * Math.Sqrt((k == 0 ? 1.0 : 2.0) / n), y[k], 1e-13);
        }
    }

    [Theory]
    [InlineData(new[] { 1000 })]
    [InlineData(new[] { 64, 100 })]
    [InlineData(new[] { 17, 4, 9 })]
    public void The_adjoint_is_the_inverse(int[] lengths)
    {
        Tensor<double> x = OperatorRows<double>.Random(lengths);
        var op = new CosineOperator<double>(lengths);
        double[] back = op.ApplyAdjoint(op.Apply(x)).ToArray(), forth = op.Apply(op.ApplyAdjoint(x)).ToArray();
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(x.AsSpan()[i], back[i], 2e-14);
            Assert.Equal(x.AsSpan()[i], forth[i], 2e-14);
        }
    }

    [Fact]
    public void A_two_dimensional_transform_is_one_along_each_axis()
    {
        Tensor<double> x = OperatorRows<double>.Random(6, 10);
        Tensor<double> both = new CosineOperator<double>([6, 10]).Apply(x), rows = Tensor.Zeros<double>(6, 10);
        for (int i = 0; i < 6; i++)
            new CosineOperator<double>([10]).Apply(x[i, ..]).CopyTo(rows[i, ..]);
        for (int j = 0; j < 10; j++)
        {
            Tensor<double> column = new CosineOperator<double>([6]).Apply(rows[.., j]);
            for (int i = 0; i < 6; i++)
                Assert.Equal(column[i], both[i, j], 1e-14);
        }
    }
}
