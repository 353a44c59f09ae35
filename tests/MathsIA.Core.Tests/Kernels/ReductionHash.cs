using System.Numerics;
using System.Runtime.InteropServices;

namespace MathsIA.Tests;

/// <summary>One number for the bits of every reduction, to compare processes that run with other registers.</summary>
internal static class ReductionHash
{
    /// <summary>Reductions that only add, subtract, multiply, divide and take roots: equal on every machine.</summary>
    public static ulong Plain() => Combine(Plain<float>(), Plain<double>());

    /// <summary>Operations with exponentials or fused multiply-add: equal on every machine that has the latter.</summary>
    public static ulong Fused() => Combine(Fused<float>(), Fused<double>());

    /// <summary>A part of the lengths, as children without vectors are slow: lanes, registers and blocks with and without a tail.</summary>
    private static readonly int[] SomeLengths = [1, 3, 17, 64, 100, 257, 1025, 4099];

    private static ulong Plain<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ulong hash = 1;
        foreach (int n in SomeLengths)
        {
            Tensor<T> x = Tensor.From(TestNumbers.Uniform<T>(n * 3, -1, 1.5, (ulong)n), n, 3), wide = Tensor.From(TestNumbers.Uniform<T>(n, -1, 1.5)).Unsqueeze(1).BroadcastTo(n, 9).Clone();
            foreach (Tensor<T> tensor in new[] { x, x.Transpose(), wide })
            {
                for (int axis = 0; axis < 2; axis++)
                {
                    hash = Add(hash, tensor.Sum(axis), tensor.Mean(axis), tensor.Variance(axis), tensor.StandardDeviation(axis, 1), tensor.Norm(1, axis), tensor.Norm(2, axis), tensor.Norm(double.PositiveInfinity, axis), tensor.Max(axis), tensor.Min(axis), tensor.Product(axis), tensor.CumulativeSum(axis), tensor.Sort(axis));
                    hash = Add(hash, tensor.ArgMax(axis), tensor.ArgMin(axis), tensor.ArgSort(axis));
                }

                hash = Add(hash, Tensor.Scalar(tensor.Sum()), Tensor.Scalar(tensor.Dot(tensor)));
            }
        }

        // More than one group.
        return Add(hash, Tensor.Scalar(Tensor.From(TestNumbers.Uniform<T>(70_000, -1, 1.5)).Sum()));
    }

    private static ulong Fused<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ulong hash = 2;
        foreach (int n in SomeLengths)
        {
            Tensor<T> x = Tensor.From(TestNumbers.Uniform<T>(n * 3, -9, 9, (ulong)n), n, 3);
            for (int axis = 0; axis < 2; axis++)
                hash = Add(hash, x.Softmax(axis), x.LogSoftmax(axis), x.LogSumExp(axis), x.Norm(3, axis), x.Transpose().LayerNormalize(), x.Transpose().RmsNormalize());
        }

        return hash;
    }

    private static ulong Add<T>(ulong hash, params ReadOnlySpan<Tensor<T>> tensors) where T : unmanaged
    {
        foreach (Tensor<T> tensor in tensors)
        {
            foreach (byte b in MemoryMarshal.AsBytes<T>(tensor.ToArray()))
                hash = (hash ^ b) * 0x100000001B3;
        }

        return hash;
    }

    private static ulong Combine(ulong a, ulong b) => TestNumbers.Mix(a) ^ b;
}
