using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The first-order linear recurrence <c>h_t = a h_s + b_t</c> along an axis, s the step before t: one pass, vectors across
/// the other axes.</summary>
internal static unsafe class LinearRecurrence
{
    /// <summary>Neighbouring sequences that run together: one row of them stays in the first-level cache from step to step.</summary>
    private const int Width = 512;

    /// <summary>Elements below which a piece of work is not worth handing out.</summary>
    private const int Piece = 1 << 14;

    /// <summary>Runs the recurrence from <c>h = 0</c>.</summary>
    /// <param name="a">The factors: contiguous, of the shape of h.</param>
    /// <param name="b">The terms: contiguous, of the shape of h; may be h itself.</param>
    /// <param name="h">Receives the states: contiguous.</param>
    /// <param name="axis">The axis of the steps, from 0.</param>
    /// <param name="backwards">Whether the last step comes first.</param>
    /// <param name="lagged">Whether the factor is <c>a_s</c>, that of the step before, in place of <c>a_t</c>.</param>
    /// <param name="context">Threads.</param>
    public static void Run<T>(Tensor<T> a, Tensor<T> b, Tensor<T> h, int axis, bool backwards, bool lagged, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<int> lengths = h.Shape.Lengths;
        int outer = 1, steps = lengths[axis], inner = 1;
        foreach (int length in lengths[..axis])
            outer *= length;
        foreach (int length in lengths[(axis + 1)..])
            inner *= length;
        if (h.IsEmpty)
            return;
        int strips = (inner + Width - 1) / Width;
        int perPiece = Math.Max(1, (int)(Piece / ((long)steps * Math.Min(inner, Width))));
        fixed (T* pa = a.Storage.Span, pb = b.Storage.Span, ph = h.Storage.Span)
        {
            var body = new Body<T>(pa + a.Offset, pb + b.Offset, ph + h.Offset, steps, inner, strips, outer * strips, perPiece, backwards, lagged);
            ParallelLoop.For((outer * strips + perPiece - 1) / perPiece, body, context);
        }
    }

    private readonly struct Body<T>(T* a, T* b, T* h, int steps, int inner, int strips, int count, int perPiece, bool backwards, bool lagged) : ILoopBody where T : unmanaged, INumber<T>
    {
        public void Run(int index)
        {
            int end = Math.Min((index + 1) * perPiece, count);
            for (int i = index * perPiece; i < end; i++)
            {
                (int block, int strip) = Math.DivRem(i, strips);
                nint start = (nint)block * steps * inner + (nint)strip * Width;
                int width = Math.Min(Width, inner - strip * Width);
                if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
                    Strip<Lane512<T>>(start, width);
                else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
                    Strip<Lane256<T>>(start, width);
                else if (LaneWidth.IsVectorized<T>())
                    Strip<Lane128<T>>(start, width);
                else
                    Strip<LaneScalar<T>>(start, width);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Strip<TLane>(nint start, int width) where TLane : struct, ILane<TLane, T>
        {
            nint step = backwards ? -inner : inner;
            T* to = h + start + (backwards ? (nint)(steps - 1) * inner : 0), term = b + (to - h);
            if (to != term)
                new ReadOnlySpan<T>(term, width).CopyTo(new Span<T>(to, width));
            T* factor = a + (to - h) + (lagged ? 0 : step);
            for (int t = 1; t < steps; t++, factor += step)
            {
                T* from = to;
                to += step;
                term += step;
                int j = 0;
                for (; j + TLane.Count <= width; j += TLane.Count)
                    TLane.MultiplyAdd(TLane.Load(factor + j), TLane.Load(from + j), TLane.Load(term + j)).Store(to + j);
                for (; j < width; j++)
                    LaneScalar<T>.MultiplyAdd(LaneScalar<T>.Load(factor + j), LaneScalar<T>.Load(from + j), LaneScalar<T>.Load(term + j)).Store(to + j);
            }
        }
    }
}
