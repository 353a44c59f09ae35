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

    [Theory, MemberData(nameof(AroundTails))]
    public void Dot_adds_in_256_bytes_of_lanes_and_halves_them_at_every_width(int n)
    {
        double[] x = new double[n], y = new double[n];
        StartVector.Scatter<double>(x, 3);
        StartVector.Scatter<double>(y, 4);
        if (n <= 1 << 14)
        {
            Assert.Equal(InLanes(x, y), VectorKernels.Dot<double>(x, y));
            Assert.Equal(InLanes(Singles(x), Singles(y)), VectorKernels.Dot<float>(Singles(x), Singles(y)));
        }
    }

    [Theory, MemberData(nameof(AroundTails))]
    public void An_update_with_a_dot_is_the_update_and_then_the_dot(int n)
    {
        double[] x = new double[n], y = new double[n], z = new double[n];
        StartVector.Scatter<double>(x, 5);
        StartVector.Scatter<double>(y, 6);
        StartVector.Scatter<double>(z, 7);
        UpdatesAndMultiplies(x, 0.3, y, 1.7, z);
        UpdatesAndMultiplies(Singles(x), -0.3f, Singles(y), 1, Singles(z));
    }

    private static void UpdatesAndMultiplies<T>(T[] x, T a, T[] y, T factor, T[] z) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] expected = [.. x.Zip(y, (one, other) => factor * (one + (a * other)))];
        T product = VectorKernels.UpdateAndDot<T>(x, a, y, factor, z);
        Assert.Equal(expected, x);
        Assert.Equal(VectorKernels.Dot<T>(expected, z), product);
    }

    private static float[] Singles(double[] x) => Array.ConvertAll(x, value => (float)value);

    /// <summary>The twin: lane l of L adds the elements l, l + L, ..., then lanes are halved.</summary>
    private static T InLanes<T>(T[] x, T[] y) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] lanes = new T[256 / System.Runtime.CompilerServices.Unsafe.SizeOf<T>()];
        for (int i = 0; i < x.Length; i++)
            lanes[i % lanes.Length] = T.MultiplyAddEstimate(x[i], y[i], lanes[i % lanes.Length]);
        for (int width = lanes.Length / 2; width > 0; width /= 2)
        {
            for (int i = 0; i < width; i++)
                lanes[i] += lanes[i + width];
        }

        return lanes[0];
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
