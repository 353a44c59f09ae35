using System.Numerics;

namespace MathsIA.Kernels;

/// <summary>A dense layer that keeps what its activation was applied to: <c>z = x W + b</c> and <c>y = φ(z)</c>.</summary>
/// <remarks>For activations whose slope the value does not tell. Both are written while a stretch of the product is in the cache, with the bits of product,
/// sum and function one after another.</remarks>
internal static unsafe class AffineInner
{
    /// <summary>Computes both for contiguous results of shape [m, n].</summary>
    public static void Run<T>(Tensor<T> x, Tensor<T> weight, Tensor<T> bias, Activation activation, Tensor<T> inner, Tensor<T> result, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> row = bias.Contiguous();
        fixed (T* px = x.Storage.Span, pw = weight.Storage.Span, pb = row.Storage.Span, pz = inner.Storage.Span, py = result.Storage.Span)
        {
            T* z = pz + inner.Offset;
            Gemm.Run(T.One, new(px + x.Offset, x.Shape[0], x.Shape[1], x.Strides[0], x.Strides[1]), new(pw + weight.Offset, weight.Shape[0], weight.Shape[1], weight.Strides[0], weight.Strides[1]),
                T.Zero, new(z, inner.Shape[0], inner.Shape[1]), new Epilogue<T>(pb + row.Offset, activation, z, py + result.Offset), context);
        }
    }

    private sealed class Epilogue<T>(T* bias, Activation activation, T* inner, T* result) : IGemmEpilogue<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Finish(T* row, int column, int count)
        {
            Zip.Run(row, bias + column, row, count, default(AddOperator<T>));
            T* target = result + (row - inner);
            if (activation == Activation.Silu)
                Wide.Run(row, target, count, default(SiluOperator<double>), default(SiluSingleOperator));
            else
                Wide.Run(row, target, count, default(GeluOperator), default(GeluSingleOperator));
        }
    }
}
