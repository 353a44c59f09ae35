using MathsIA.Operators;

namespace MathsIA.Tests.Operators;

public sealed class ConvolutionOperatorTests
{
    public static TheoryData<ConvolutionMode, ConvolutionMethod> Ways
    {
        get
        {
            var ways = new TheoryData<ConvolutionMode, ConvolutionMethod>();
            foreach (ConvolutionMode mode in Enum.GetValues<ConvolutionMode>())
            {
                foreach (ConvolutionMethod method in Enum.GetValues<ConvolutionMethod>())
                    ways.Add(mode, method);
            }

            return ways;
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public void Equals_the_definition_in_one_dimension(ConvolutionMode mode, ConvolutionMethod method)
    {
        foreach ((int n, int k) in new[] { (1, 1), (9, 1), (9, 2), (9, 9), (16, 5), (33, 8) })
        {
            Tensor<double> x = OperatorRows<double>.Random(n), h = OperatorRows<double>.Random(k);
            Tensor<double> y = new ConvolutionOperator<double>([n], h, mode, method: method).Apply(x);
            for (int i = 0; i < y.Length; i++)
                Assert.Equal(Reference(x.Reshape(1, n), h.Reshape(1, k), mode, 0, i), y[i], 1e-13);
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public void Equals_the_definition_in_two_dimensions(ConvolutionMode mode, ConvolutionMethod method)
    {
        foreach ((int rows, int columns, int k, int l) in new[] { (5, 7, 1, 3), (6, 6, 3, 3), (10, 9, 4, 5), (3, 20, 3, 2) })
        {
            Tensor<double> x = OperatorRows<double>.Random(rows, columns), h = OperatorRows<double>.Random(k, l);
            Tensor<double> y = new ConvolutionOperator<double>([rows, columns], h, mode, method: method).Apply(x);
            for (int i = 0; i < y.Shape[0]; i++)
            {
                for (int j = 0; j < y.Shape[1]; j++)
                    Assert.Equal(Reference(x, h, mode, i, j), y[i, j], 1e-13);
            }
        }
    }

    [Fact]
    public void The_convolution_theorem_holds()
    {
        const int n = 30;
        Tensor<double> x = OperatorRows<double>.Random(n), h = OperatorRows<double>.Random(n / 2).Clone();
        var padded = Tensor.Zeros<double>(n);
        h.CopyTo(padded[..(n / 2)]);
        var fourier = new FourierOperator<double>([n]);
        Tensor<double> y = fourier.Apply(new ConvolutionOperator<double>([n], h, origin: [0], method: ConvolutionMethod.Direct).Apply(x));
        Tensor<double> fx = fourier.Apply(x), fh = fourier.Apply(padded);
        double root = Math.Sqrt(n);
        for (int k = 0; k < n; k++)
        {
            Assert.Equal(root * (fx[k, 0] * fh[k, 0] - fx[k, 1] * fh[k, 1]), y[k, 0], 1e-13);
            Assert.Equal(root * (fx[k, 0] * fh[k, 1] + fx[k, 1] * fh[k, 0]), y[k, 1], 1e-13);
        }
    }

    [Fact]
    public void A_kernel_of_one_at_its_origin_is_the_identity()
    {
        Tensor<double> x = OperatorRows<double>.Random(6, 5), h = Tensor.Zeros<double>(3, 4);
        h[2, 1] = 1;
        foreach (ConvolutionMode mode in new[] { ConvolutionMode.Circular, ConvolutionMode.Same })
            Assert.Equal(x.ToArray(), new ConvolutionOperator<double>([6, 5], h, mode, [2, 1], ConvolutionMethod.Direct).Apply(x).ToArray());
    }

    [Fact]
    public void Long_kernels_choose_the_transform_and_short_ones_do_not()
    {
        Assert.True(new ConvolutionOperator<float>([128, 128], OperatorRows<float>.Random(63, 63)).UsesFourier);
        Assert.False(new ConvolutionOperator<float>([128, 128], OperatorRows<float>.Random(3, 3)).UsesFourier);
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name()
    {
        Tensor<double> h = OperatorRows<double>.Random(3);
        Assert.Equal("kernel", Assert.Throws<ArgumentNullException>(() => new ConvolutionOperator<double>([5], null!)).ParamName);
        Assert.Equal("kernel", Assert.Throws<ShapeMismatchException>(() => new ConvolutionOperator<double>([5, 5], h)).ParamName);
        Assert.Equal("kernel", Assert.Throws<ShapeMismatchException>(() => new ConvolutionOperator<double>([5], Tensor.Zeros<double>(0))).ParamName);
        Assert.Equal("shape", Assert.Throws<ShapeMismatchException>(() => new ConvolutionOperator<double>([0], h)).ParamName);
        Assert.Equal("shape", Assert.Throws<ShapeMismatchException>(() => new ConvolutionOperator<double>([2, 2, 2], Tensor.Zeros<double>(1, 1, 1))).ParamName);
        Assert.Equal("kernel", Assert.Throws<ShapeMismatchException>(() => new ConvolutionOperator<double>([2], h, ConvolutionMode.Valid)).ParamName);
        Assert.Equal("origin", Assert.Throws<ArgumentException>(() => new ConvolutionOperator<double>([5], h, ConvolutionMode.Full, [1])).ParamName);
        Assert.Equal("origin", Assert.Throws<ArgumentException>(() => new ConvolutionOperator<double>([5], h, origin: [1, 1])).ParamName);
        Assert.Equal("origin", Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolutionOperator<double>([5], h, origin: [3])).ParamName);
        Assert.Equal("mode", Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolutionOperator<double>([5], h, (ConvolutionMode)7)).ParamName);
        Assert.Equal("method", Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolutionOperator<double>([5], h, method: (ConvolutionMethod)7)).ParamName);
    }

    private static double Reference(Tensor<double> x, Tensor<double> h, ConvolutionMode mode, int i, int j)
    {
        int rows = x.Shape[0], columns = x.Shape[1], k = h.Shape[0], l = h.Shape[1];
        int Offset(int length) => mode switch { ConvolutionMode.Full => 0, ConvolutionMode.Valid => length - 1, _ => (length - 1) / 2 };
        double sum = 0;
        for (int p = 0; p < k; p++)
        {
            for (int q = 0; q < l; q++)
            {
                int r = i + Offset(k) - p, c = j + Offset(l) - q;
                if (mode == ConvolutionMode.Circular)
                    sum += h[p, q] * x[(r + 10 * rows) % rows, (c + 10 * columns) % columns];
                else if (r >= 0 && r < rows && c >= 0 && c < columns)
                    sum += h[p, q] * x[r, c];
            }
        }

        return sum;
    }
}
