using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA;

/// <content>Operations whose operands or results are truth values.</content>
internal static partial class Elementwise
{
    public static Tensor<bool> Compare<T, TOp>(string operation, Tensor<T> x, Tensor<T> y, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "")
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<T>
    {
        ArgumentNullException.ThrowIfNull(x, xName);
        ArgumentNullException.ThrowIfNull(y, yName);
        Tensor<bool> result = Tensor.Uninitialized<bool>(Shape.Broadcast(x.Shape, y.Shape, operation));
        Blocks.Run(x, y, result, default(CompareKernel<T, TOp>), context);
        return result;
    }

    public static void Compare<T, TOp>(string operation, Tensor<T> x, Tensor<T> y, Tensor<bool> destination, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "")
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<T>
    {
        ArgumentNullException.ThrowIfNull(x, xName);
        ArgumentNullException.ThrowIfNull(y, yName);
        Destination.Require(operation, destination, Shape.Broadcast(x.Shape, y.Shape, operation));
        Blocks.Run(x, y, destination, default(CompareKernel<T, TOp>), context);
    }

    public static Tensor<bool> Test<T, TOp>(string operation, Tensor<T> x, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor<bool> result = Tensor.Uninitialized<bool>(x.Shape);
        Blocks.Run(x, result, default(TestKernel<T, TOp>), context);
        return result;
    }

    public static void Test<T, TOp>(string operation, Tensor<T> x, Tensor<bool> destination, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Destination.Require(operation, destination, x.Shape);
        Blocks.Run(x, destination, default(TestKernel<T, TOp>), context);
    }

    public static Tensor<bool> Logic<TOp>(string operation, Tensor<bool> x, Tensor<bool> y, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "")
        where TOp : struct, IZip<byte>
    {
        Tensor<bool> result = Result(operation, x, y, xName, yName);
        Blocks.Run(x, y, result, default(LogicKernel<TOp>), context);
        return result;
    }

    public static void Logic<TOp>(string operation, Tensor<bool> x, Tensor<bool> y, Tensor<bool> destination, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "")
        where TOp : struct, IZip<byte>
    {
        Require(operation, x, y, destination, xName, yName);
        Blocks.Run(x, y, destination, default(LogicKernel<TOp>), context);
    }

    public static Tensor<bool> LogicNot(Tensor<bool> x, ComputeContext? context)
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor<bool> result = Like(x);
        Blocks.Run(x, result, default(NotKernel), context);
        return result;
    }

    public static void LogicNot(string operation, Tensor<bool> x, Tensor<bool> destination, ComputeContext? context)
    {
        ArgumentNullException.ThrowIfNull(x);
        Destination.Require(operation, destination, x.Shape, x);
        Blocks.Run(x, destination, default(NotKernel), context);
    }

    private readonly unsafe struct CompareKernel<T, TOp> : IBlockKernel<T, T, byte, bool>
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<T>
    {
        [SkipLocalsInit]
        public void Run(T* first, T* second, byte* third, bool* destination, int count)
        {
            T* mask = stackalloc T[StridedBlock.Length];
            for (int i = 0; i < count; i += StridedBlock.Length)
            {
                int part = Math.Min(StridedBlock.Length, count - i);
                Kernels.Zip.Run(first + i, second + i, mask, part, default(TOp));
                Masks.ToTruth(mask, destination + i, part);
            }
        }
    }

    private readonly unsafe struct TestKernel<T, TOp> : IBlockKernel<T, byte, byte, bool>
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<T>
    {
        [SkipLocalsInit]
        public void Run(T* first, byte* second, byte* third, bool* destination, int count)
        {
            T* mask = stackalloc T[StridedBlock.Length];
            for (int i = 0; i < count; i += StridedBlock.Length)
            {
                int part = Math.Min(StridedBlock.Length, count - i);
                Map.Run(first + i, mask, part, default(TOp));
                Masks.ToTruth(mask, destination + i, part);
            }
        }
    }

    private readonly unsafe struct LogicKernel<TOp> : IBlockKernel<bool, bool, byte, bool> where TOp : struct, IZip<byte>
    {
        public void Run(bool* first, bool* second, byte* third, bool* destination, int count) =>
            Kernels.Zip.Run((byte*)first, (byte*)second, (byte*)destination, count, default(TOp));
    }

    private readonly unsafe struct NotKernel : IBlockKernel<bool, byte, byte, bool>
    {
        public void Run(bool* first, byte* second, byte* third, bool* destination, int count) =>
            Map.Run((byte*)first, (byte*)destination, count, default(NotOperator));
    }
}
