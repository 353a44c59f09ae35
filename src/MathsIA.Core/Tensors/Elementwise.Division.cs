using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA;

/// <content>Division, which vectors have for floating point only.</content>
internal static partial class Elementwise
{
    public static Tensor<T> Divide<T>(string operation, Tensor<T> x, Tensor<T> y, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "")
        where T : unmanaged, INumber<T>
    {
        Tensor<T> result = Result(operation, x, y, xName, yName);
        Quotient(x, y, result, context);
        return result;
    }

    public static void Divide<T>(string operation, Tensor<T> x, Tensor<T> y, Tensor<T> destination, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "")
        where T : unmanaged, INumber<T>
    {
        Require(operation, x, y, destination, xName, yName);
        Quotient(x, y, destination, context);
    }

    public static Tensor<T> Divide<T>(Tensor<T> x, T y, ComputeContext? context, [CallerArgumentExpression(nameof(x))] string xName = "") where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x, xName);
        Tensor<T> result = Like(x);
        Quotient(x, Tensor.Scalar(y), result, context);
        return result;
    }

    public static void Divide<T>(string operation, Tensor<T> x, T y, Tensor<T> destination, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "")
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x, xName);
        Destination.Require(operation, destination, x.Shape, x);
        Quotient(x, Tensor.Scalar(y), destination, context);
    }

    public static Tensor<T> Remainder<T>(string operation, Tensor<T> x, Tensor<T> y, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "")
        where T : unmanaged, INumber<T>
    {
        Tensor<T> result = Result(operation, x, y, xName, yName);
        Blocks.Run(x, y, result, default(RemainderKernel<T>), context);
        return result;
    }

    public static void Remainder<T>(string operation, Tensor<T> x, Tensor<T> y, Tensor<T> destination, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "")
        where T : unmanaged, INumber<T>
    {
        Require(operation, x, y, destination, xName, yName);
        Blocks.Run(x, y, destination, default(RemainderKernel<T>), context);
    }

    public static Tensor<T> Remainder<T>(Tensor<T> x, T y, ComputeContext? context, [CallerArgumentExpression(nameof(x))] string xName = "") where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x, xName);
        return Remainder(nameof(Remainder), x, Tensor.Scalar(y), context);
    }

    public static void Remainder<T>(string operation, Tensor<T> x, T y, Tensor<T> destination, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "")
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x, xName);
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
