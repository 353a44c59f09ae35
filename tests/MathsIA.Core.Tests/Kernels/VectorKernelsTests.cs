using MathsIA.Kernels;
using MathsIA.LinearAlgebra;

namespace MathsIA.Tests.Kernels;

public sealed class VectorKernelsTests
{
    public static TheoryData<int> AroundTails => Lengths.Theory;

    [Theory, MemberData(nameof(AroundTails))]
    public void Dot_is_the_sum_of_products(int n)
    {
        double[] x = new double[n], y = new double[n];
        StartVector.Scatter<double>(x, 1);
        StartVector.Scatter<double>(y, 2);
        float[] fx = Array.ConvertAll(x, v => (float)v), fy = Array.ConvertAll(y, v => (float)v);
        decimal expected = 0;
        double single = 0, size = 0;
        for (int i = 0; i < n; i++)
        {
            expected += (decimal)x[i] * (decimal)y[i];
            single += (double)fx[i] * fy[i];
            size += Math.Abs(x[i] * y[i]);
        }

        Assert.Equal((double)expected, VectorKernels.Dot<double>(x, y), 1e-13);
        Assert.True(Math.Abs(single - VectorKernels.Dot<float>(fx, fy)) <= 1e-6 * size);
    }

    [Fact]
    public void Dot_of_many_small_numbers_keeps_its_digits()
    {
        float[] ones = new float[20_000_001];
        Array.Fill(ones, 0.1f);
        double exact = (double)0.1f * 0.1f * ones.Length;
        Assert.InRange(VectorKernels.Dot<float>(ones, ones) / exact, 1 - 1e-6, 1 + 1e-6);
    }

    [Fact]
    public void The_norm_neither_overflows_nor_underflows()
    {
        Assert.Equal(5e200, VectorKernels.Norm<double>([3e200, 4e200]), 1e186);
        Assert.Equal(5e-200, VectorKernels.Norm<double>([3e-200, 4e-200]), 1e-214);
        Assert.Equal(5e30f, VectorKernels.Norm<float>([3e30f, 4e30f]), 1e24f);
        Assert.Equal(0, VectorKernels.Norm<double>([0, 0]));
        Assert.Equal(0, VectorKernels.Norm<double>([]));
        Assert.Equal(double.PositiveInfinity, VectorKernels.Norm<double>([1, double.NegativeInfinity]));
        Assert.True(double.IsNaN(VectorKernels.Norm<double>([1, double.NaN, double.PositiveInfinity])));
    }
}
