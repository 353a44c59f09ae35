using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>One step of Adam on one parameter, in place and in one pass: four arrays are read and three written, where a composition of
/// operations makes ten passes.</summary>
/// <remarks>Kingma and Ba, ICLR 2015, algorithm 1; weight decay apart from the gradient as in Loshchilov and Hutter, ICLR 2019.</remarks>
internal static unsafe class AdamStep
{
    /// <summary>Updates a parameter and its moments; all four are contiguous and of one shape, and do not overlap.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="gradient">Its gradient; not changed.</param>
    /// <param name="first">The running mean of gradients, zeros before step 1.</param>
    /// <param name="second">The running mean of their squares, zeros before step 1.</param>
    /// <param name="settings">The coefficients of this step.</param>
    /// <param name="context">How to use the machine.</param>
    /// <exception cref="ArgumentException">A tensor is not contiguous.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static void Run<T>(Tensor<T> parameter, Tensor<T> gradient, Tensor<T> first, Tensor<T> second, in AdamCoefficients settings, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(parameter, parameter, nameof(parameter));
        Require(parameter, gradient, nameof(gradient));
        Require(parameter, first, nameof(first));
        Require(parameter, second, nameof(second));
        fixed (T* w = parameter.AsSpan(), g = gradient.AsSpan(), m = first.AsSpan(), v = second.AsSpan())
        {
            var body = new Body<T>(w, g, m, v, parameter.Length, settings);
            ParallelLoop.For(Map.Chunks(parameter.Length), body, parameter.Length < StridedBlock.ParallelThreshold ? ComputeContext.SingleThread : context);
        }
    }

    private static void Require<T>(Tensor<T> parameter, Tensor<T> tensor, string paramName) where T : unmanaged
    {
        if (!tensor.IsContiguous)
            throw new ArgumentException($"AdamStep: the tensor of shape {tensor.Shape} is not contiguous.", paramName);
        if (tensor.Shape != parameter.Shape)
            throw new ShapeMismatchException(nameof(AdamStep), $"the parameter has the shape {parameter.Shape}, not {tensor.Shape}.", paramName);
    }

    private readonly struct Body<T>(T* w, T* g, T* m, T* v, int length, AdamCoefficients settings) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            int start = index * StridedBlock.Chunk, end = Math.Min(length, start + StridedBlock.Chunk);
            if (Vector512.IsHardwareAccelerated)
                start = Steps<Lane512<T>>(start, end);
            else if (Vector256.IsHardwareAccelerated)
                start = Steps<Lane256<T>>(start, end);
            else if (Vector128.IsHardwareAccelerated)
                start = Steps<Lane128<T>>(start, end);
            Steps<LaneScalar<T>>(start, end);
        }

        /// <summary>Takes as many elements as fill registers and returns where the rest begins.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private int Steps<TLane>(int start, int end) where TLane : struct, ILane<TLane, T>
        {
            TLane keepFirst = Lane.Of<TLane, T>(settings.FirstDecay), addFirst = Lane.Of<TLane, T>(1 - settings.FirstDecay);
            TLane keepSecond = Lane.Of<TLane, T>(settings.SecondDecay), addSecond = Lane.Of<TLane, T>(1 - settings.SecondDecay);
            TLane rate = Lane.Of<TLane, T>(settings.Rate / (1 - Math.Pow(settings.FirstDecay, settings.Step)));
            TLane root = Lane.Of<TLane, T>(1 / Math.Sqrt(1 - Math.Pow(settings.SecondDecay, settings.Step)));
            TLane epsilon = Lane.Of<TLane, T>(settings.Epsilon), shrink = Lane.Of<TLane, T>(1 - settings.Rate * settings.WeightDecay);
            int i = start;
            for (; i + TLane.Count <= end; i += TLane.Count)
            {
                TLane slope = TLane.Load(g + i);
                TLane mean = TLane.MultiplyAdd(keepFirst, TLane.Load(m + i), addFirst * slope);
                TLane square = TLane.MultiplyAdd(keepSecond, TLane.Load(v + i), addSecond * slope * slope);
                TLane change = rate * mean / TLane.MultiplyAdd(TLane.Sqrt(square), root, epsilon);
                mean.Store(m + i);
                square.Store(v + i);
                TLane.SubtractProduct(Lane.Of<TLane, T>(1), change, shrink * TLane.Load(w + i)).Store(w + i);
            }

            return i;
        }
    }
}
