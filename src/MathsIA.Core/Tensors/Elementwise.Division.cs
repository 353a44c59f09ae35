using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

/// <content>Division, which vectors have for floating point only.</content>
internal static partial class Elementwise
{
    public static Tensor<T> Divide<T>(string operation, Tensor<T> x, Tensor<T> y, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        Tensor<T> result = Result(operation, x, y);
        Quotient(x, y, result, context);
        return result;
    }

    public static void Divide<T>(string operation, Tensor<T> x, Tensor<T> y, Tensor<T> destination, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        Require(operation, x, y, destination);
        Quotient(x, y, destination, context);
    }

    public static Tensor<T> Divide<T>(Tensor<T> x, T y, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor<T> result = Like(x);
        Quotient(x, Tensor.Scalar(y), result, context);
        return result;
    }

    public static void Divide<T>(string operation, Tensor<T> x, T y, Tensor<T> destination, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Destination.Require(operation, destination, x.Shape, x);
        Quotient(x, Tensor.Scalar(y), destination, context);
    }

    public static Tensor<T> Remainder<T>(string operation, Tensor<T> x, Tensor<T> y, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        Tensor<T> result = Result(operation, x, y);
        Blocks.Run(x, y, result, default(RemainderKernel<T>), context);
        return result;
    }

    public static void Remainder<T>(string operation, Tensor<T> x, Tensor<T> y, Tensor<T> destination, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        Require(operation, x, y, destination);
        Blocks.Run(x, y, destination, default(RemainderKernel<T>), context);
    }

    public static Tensor<T> Remainder<T>(Tensor<T> x, T y, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return Remainder(nameof(Remainder), x, Tensor.Scalar(y), context);
    }

    public static void Remainder<T>(string operation, Tensor<T> x, T y, Tensor<T> destination, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Remainder(operation, x, Tensor.Scalar(y), destination, context);
    }

    private static void Quotient<T>(Tensor<T> x, Tensor<T> y, Tensor<T> destination, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
            Kernels.Zip.Run(x, y, destination, default(DivideOperator<T>), context);
        else
            Blocks.Run(x, y, destination, default(DivideKernel<T>), context);
    }

    private readonly unsafe struct DivideKernel<T> : IBlockKernel<T, T, byte, T> where T : unmanaged, INumber<T>
    {
        public void Run(T* first, T* second, byte* third, T* destination, int count)
        {
            for (int i = 0; i < count; i++)
                destination[i] = first[i] / second[i];
        }
    }

    private readonly unsafe struct RemainderKernel<T> : IBlockKernel<T, T, byte, T> where T : unmanaged, INumber<T>
    {
        public void Run(T* first, T* second, byte* third, T* destination, int count)
        {
            for (int i = 0; i < count; i++)
                destination[i] = first[i] % second[i];
        }
    }
}
