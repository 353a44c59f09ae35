using System.Numerics;

namespace MathsIA.Tests.Tensors;

public sealed class AffineTests
{
    public static TheoryData<int, int, int, Activation> Cases
    {
        get
        {
            var data = new TheoryData<int, int, int, Activation>();
            foreach (Activation activation in Enum.GetValues<Activation>())
            {
                data.Add(1, 5, 7, activation);
                data.Add(3, 1, 4, activation);
                data.Add(20, 30, 40, activation);
                data.Add(130, 70, 500, activation);
                data.Add(4, 6, 0, activation);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Has_the_bits_of_product_sum_and_function(int m, int n, int k, Activation activation)
    {
        Check<float>(m, n, k, activation);
        Check<double>(m, n, k, activation);
    }

    [Fact]
    public void Works_on_strided_operands_and_destinations()
    {
        Tensor<float> x = Ramp<float>(30, 20).Transpose(), weight = Ramp<float>(9, 30).Transpose(), bias = Ramp<float>(18, 1).Reshape(18)[AxisSlice.Step(.., 2)];
        Tensor<float> destination = Tensor.Zeros<float>(9, 20).Transpose();
        x.Affine(weight, bias, Activation.Tanh, destination);
        Assert.Equal(x.Affine(weight, bias, Activation.Tanh).ToArray(), destination.ToArray());
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        Tensor<float> x = Tensor.Zeros<float>(3, 4), weight = Tensor.Zeros<float>(4, 5);
        Assert.Throws<ShapeMismatchException>("weight", () => x.Affine(Tensor.Zeros<float>(3, 5), null));
        Assert.Throws<ShapeMismatchException>("bias", () => x.Affine(weight, Tensor.Zeros<float>(4)));
        Assert.Throws<ShapeMismatchException>("x", () => Tensor.Zeros<float>(4).Affine(weight, null));
        Assert.Throws<ArgumentOutOfRangeException>("activation", () => x.Affine(weight, null, (Activation)99));
        Assert.Throws<ShapeMismatchException>("destination", () => x.Affine(weight, null, Activation.None, Tensor.Zeros<float>(3, 4)));
        Assert.Throws<NotSupportedException>(() => Tensor.Zeros<Half>(3, 4).Affine(Tensor.Zeros<Half>(4, 5), null));
    }

    private static void Check<T>(int m, int n, int k, Activation activation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> x = Ramp<T>(m, k), weight = Ramp<T>(k, n), bias = Ramp<T>(n, 1).Reshape(n);
        Tensor<T> sum = x.MatMul(weight) + bias;
        Tensor<T> expected = activation switch
        {
            Activation.Relu => sum.Relu(),
            Activation.Sigmoid => sum.Sigmoid(),
            Activation.Tanh => sum.Tanh(),
            Activation.Silu => sum.Silu(),
            Activation.Gelu => sum.Gelu(),
            _ => sum,
        };
        Assert.Equal(expected.ToArray(), x.Affine(weight, bias, activation).ToArray());
    }

    private static Tensor<T> Ramp<T>(int rows, int columns) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> tensor = Tensor.Zeros<T>(rows, columns);
        Span<T> span = tensor.AsSpan();
        for (int i = 0; i < span.Length; i++)
            span[i] = T.CreateChecked(Math.Sin(i * 0.7));
        return tensor;
    }
}
