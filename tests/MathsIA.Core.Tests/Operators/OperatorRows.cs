using System.Numerics;
using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Tests.Operators;

/// <summary>The operators under contract: a new operator is one line here.</summary>
internal static class OperatorRows<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static readonly Dictionary<string, Func<ILinearOperator<T>>> All = new(StringComparer.Ordinal)
    {
        ["dense"] = () => new DenseOperator<T>(Random(5, 7)),
        ["dense, transposed view"] = () => new DenseOperator<T>(Random(7, 5).Transpose()),
        ["dense, strided view"] = () => new DenseOperator<T>(Random(9, 8)[AxisSlice.Step(.., 2), 1..]),
        ["dense, one row"] = () => new DenseOperator<T>(Random(1, 70)),
        ["csr"] = () => CsrMatrix<T>.FromDense(Sparse(23, 31)),
        ["csc"] = () => CscMatrix<T>.FromDense(Sparse(23, 31)),
        ["csr transposed"] = () => CsrMatrix<T>.FromDense(Sparse(9, 17)).Transpose(),
        ["csr, empty"] = () => CsrMatrix<T>.FromTriplets(4, 3, [], [], []),
        ["diagonal"] = () => new DiagonalOperator<T>(Random(4, 9)),
        ["mask"] = () => new MaskOperator<T>(Mask(6, 5)),
        ["subsampling by index"] = () => new SubsamplingOperator<T>([3, 7], [4, 0, 20, 4, 11, 4]),
        ["subsampling by mask"] = () => new SubsamplingOperator<T>(Mask(4, 9)),
        ["identity"] = () => new IdentityOperator<T>([3, 2, 4]),
        ["zero"] = () => new ZeroOperator<T>([3, 2], [5]),
        ["function"] = () => new FunctionOperator<T>([6], [6], (x, y) => Reverse(x, y), (x, y) => Reverse(x, y), OperatorNorm<T>.Exactly(T.One), isSelfAdjoint: true),
        ["circular 1-D direct"] = () => new ConvolutionOperator<T>([17], Random(5), method: ConvolutionMethod.Direct),
        ["circular 1-D fourier"] = () => new ConvolutionOperator<T>([17], Random(5), method: ConvolutionMethod.Fourier),
        ["circular 1-D, kernel longer than signal"] = () => new ConvolutionOperator<T>([5], Random(13), method: ConvolutionMethod.Direct),
        ["circular 1-D long, fourier"] = () => new ConvolutionOperator<T>([5], Random(13), method: ConvolutionMethod.Fourier),
        ["circular 1-D, origin"] = () => new ConvolutionOperator<T>([16], Random(4), origin: [0]),
        ["same 1-D direct"] = () => new ConvolutionOperator<T>([21], Random(6), ConvolutionMode.Same, method: ConvolutionMethod.Direct),
        ["same 1-D fourier"] = () => new ConvolutionOperator<T>([21], Random(6), ConvolutionMode.Same, method: ConvolutionMethod.Fourier),
        ["full 1-D direct"] = () => new ConvolutionOperator<T>([13], Random(6), ConvolutionMode.Full, method: ConvolutionMethod.Direct),
        ["full 1-D fourier"] = () => new ConvolutionOperator<T>([13], Random(6), ConvolutionMode.Full, method: ConvolutionMethod.Fourier),
        ["valid 1-D direct"] = () => new ConvolutionOperator<T>([13], Random(6), ConvolutionMode.Valid, method: ConvolutionMethod.Direct),
        ["valid 1-D fourier"] = () => new ConvolutionOperator<T>([13], Random(6), ConvolutionMode.Valid, method: ConvolutionMethod.Fourier),
        ["circular 2-D direct"] = () => new ConvolutionOperator<T>([8, 11], Random(3, 4), method: ConvolutionMethod.Direct),
        ["circular 2-D fourier"] = () => new ConvolutionOperator<T>([8, 11], Random(3, 4), method: ConvolutionMethod.Fourier),
        ["same 2-D direct"] = () => new ConvolutionOperator<T>([8, 11], Random(3, 4), ConvolutionMode.Same, method: ConvolutionMethod.Direct),
        ["same 2-D fourier"] = () => new ConvolutionOperator<T>([8, 11], Random(3, 4), ConvolutionMode.Same, [2, 0], ConvolutionMethod.Fourier),
        ["full 2-D fourier"] = () => new ConvolutionOperator<T>([8, 7], Random(3, 4), ConvolutionMode.Full, method: ConvolutionMethod.Fourier),
        ["valid 2-D direct"] = () => new ConvolutionOperator<T>([8, 7], Random(3, 4), ConvolutionMode.Valid, method: ConvolutionMethod.Direct),
        ["gradient 1-D Neumann"] = () => new GradientOperator<T>([19]),
        ["gradient 1-D periodic, odd"] = () => new GradientOperator<T>([19], GridBoundary.Periodic),
        ["gradient 2-D Neumann"] = () => new GradientOperator<T>([7, 10]),
        ["gradient 2-D periodic"] = () => new GradientOperator<T>([8, 6], GridBoundary.Periodic),
        ["gradient 3-D Neumann"] = () => new GradientOperator<T>([4, 3, 6]),
        ["gradient 3-D periodic"] = () => new GradientOperator<T>([4, 5, 1], GridBoundary.Periodic),
        ["divergence 1-D"] = () => new DivergenceOperator<T>([9]),
        ["divergence 2-D"] = () => new DivergenceOperator<T>([7, 10]),
        ["divergence 3-D periodic"] = () => new DivergenceOperator<T>([4, 3, 6], GridBoundary.Periodic),
        ["fourier 1-D"] = () => new FourierOperator<T>([60]),
        ["fourier 1-D complex"] = () => new FourierOperator<T>([12], complex: true),
        ["fourier 1-D, large prime"] = () => new FourierOperator<T>([37]),
        ["fourier 2-D"] = () => new FourierOperator<T>([9, 40]),
        ["fourier 3-D complex"] = () => new FourierOperator<T>([3, 4, 5], complex: true),
        ["cosine 1-D"] = () => new CosineOperator<T>([45]),
        ["cosine 1-D, odd prime"] = () => new CosineOperator<T>([41]),
        ["cosine 2-D"] = () => new CosineOperator<T>([8, 40]),
        ["cosine 3-D"] = () => new CosineOperator<T>([4, 3, 5]),
        ["hadamard 1-D"] = () => new HadamardOperator<T>([64]),
        ["hadamard 2-D"] = () => new HadamardOperator<T>([8, 4]),
        ["haar 1-D"] = () => new WaveletOperator<T>([32], WaveletFamily.Haar),
        ["daubechies 4 1-D"] = () => new WaveletOperator<T>([48], WaveletFamily.Daubechies4, 3),
        ["daubechies 8 1-D, to the last element"] = () => new WaveletOperator<T>([16], WaveletFamily.Daubechies8, 4),
        ["haar 2-D"] = () => new WaveletOperator<T>([8, 12], WaveletFamily.Haar, 2),
        ["daubechies 4 2-D"] = () => new WaveletOperator<T>([16, 8], WaveletFamily.Daubechies4, 2),
        ["daubechies 8 2-D"] = () => new WaveletOperator<T>([8, 40], WaveletFamily.Daubechies8, 3),
        ["haar 3-D"] = () => new WaveletOperator<T>([4, 6, 8], WaveletFamily.Haar, 1),
        ["composition"] = () => new GradientOperator<T>([4, 5]).Then(new DiagonalOperator<T>(Random(2, 4, 5))),
        ["product"] = () => new DenseOperator<T>(Random(4, 6)) * new DenseOperator<T>(Random(6, 3)),
        ["gram"] = () => new DenseOperator<T>(Random(6, 4)).Gram,
        ["measurement"] = () => new CosineOperator<T>([24]).Then(new SubsamplingOperator<T>([24], [3, 5, 6, 20])),
        ["sum"] = () => new DenseOperator<T>(Random(6, 4)) + CsrMatrix<T>.FromDense(Sparse(6, 4)) - new DenseOperator<T>(Random(6, 4)),
        ["scaled"] = () => T.CreateTruncating(-2.5) * new DenseOperator<T>(Random(6, 4)),
        ["negated"] = () => -new GradientOperator<T>([5, 3]),
        ["adjoint"] = () => new DenseOperator<T>(Random(6, 4)).Adjoint,
        ["reshaped"] = () => new DenseOperator<T>(Random(6, 4)).Reshape([2, 2], [3, 2]),
        ["column"] = () => LinearOperator.Column<T>(new DenseOperator<T>(Random(6, 4)), new IdentityOperator<T>([4]), new GradientOperator<T>([4])),
        ["row"] = () => LinearOperator.Row<T>(new DenseOperator<T>(Random(4, 6)), new IdentityOperator<T>([4])),
        ["block diagonal"] = () => LinearOperator.BlockDiagonal<T>(new GradientOperator<T>([3, 4]), new IdentityOperator<T>([4]), new DiagonalOperator<T>(Random(3))),
        ["blocks"] = () => new BlockOperator<T>(new ILinearOperator<T>?[,] { { new DenseOperator<T>(Random(4, 6)), null }, { new DenseOperator<T>(Random(2, 6)), new DenseOperator<T>(Random(2, 3)) } }),
    };

    public static Tensor<T> Random(params int[] lengths)
    {
        Tensor<T> tensor = Tensor.Uninitialized<T>(lengths);
        StartVector.Scatter(tensor.AsSpan(), lengths.Length + 10 * lengths[0]);
        return tensor;
    }

    public static Tensor<T> Sparse(int rows, int columns)
    {
        Tensor<T> dense = Random(rows, columns);
        Span<T> values = dense.AsSpan();
        for (int i = 0; i < values.Length; i++)
            values[i] = T.Abs(values[i]) < T.CreateTruncating(0.7) ? T.Zero : values[i];
        return dense;
    }

    private static Tensor<bool> Mask(params int[] lengths)
    {
        T[] values = Random(lengths).ToArray();
        return Tensor.From(Array.ConvertAll(values, value => value > T.Zero), lengths);
    }

    private static void Reverse(ReadOnlySpan<T> x, Span<T> y)
    {
        x.CopyTo(y);
        y.Reverse();
    }
}
