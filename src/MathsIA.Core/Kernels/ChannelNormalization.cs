using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Normalization of channels over all other axes (batch normalization), and its derivative: a channel is a row, brought
/// together in a buffer where its elements lie apart.</summary>
internal static unsafe class ChannelNormalization
{
    /// <summary>Channels that are brought together where they are neighbours in memory: they share cache lines.</summary>
    private const int PanelWidth = 16;

    private const string Operation = "BatchNormalize";

    /// <summary><c>y = (x − mean) / √(variance + epsilon) · scale + shift</c>, channel by channel.</summary>
    /// <param name="x">The operand, of any strides.</param>
    /// <param name="axis">The axis of the channels, from 0.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="scale">One factor a channel, contiguous.</param>
    /// <param name="shift">One term a channel, contiguous.</param>
    /// <param name="y">Receives the result.</param>
    /// <param name="mean">Receives the means, contiguous.</param>
    /// <param name="variance">Receives the population variances, contiguous.</param>
    /// <param name="context">Threads.</param>
    public static void Run<T>(Tensor<T> x, int axis, double epsilon, Tensor<T> scale, Tensor<T> shift, Tensor<T> y, Tensor<T> mean, Tensor<T> variance, ComputeContext? context)
        where T : unmanaged, INumber<T>
    {
        fixed (T* px = x.Storage.Span, py = y.Storage.Span, ps = scale.Storage.Span, pt = shift.Storage.Span, pm = mean.Storage.Span, pv = variance.Storage.Span)
        {
            int panel = PanelOf(x, axis);
            var channels = new Channels<T>(px, x, axis, panel);
            var body = new ValueBody<T>(channels, new Channels<T>(py, y, axis, panel), epsilon, ps + scale.Offset, pt + shift.Offset, pm + mean.Offset, pv + variance.Offset);
            context = Workspace.ReserveEach(Operation, 2L * panel * channels.Length * sizeof(T), channels.Panels, context);
            ParallelLoop.For(channels.Panels, body, context);
        }
    }

    /// <summary>The derivative: cotangents of the operand, of the scale and of the shift.</summary>
    /// <param name="x">The operand, of any strides.</param>
    /// <param name="axis">The axis of the channels, from 0.</param>
    /// <param name="epsilon">What was added to the variance.</param>
    /// <param name="scale">One factor a channel, contiguous.</param>
    /// <param name="g">The cotangent of the result, of any strides.</param>
    /// <param name="dx">Receives the cotangent of the operand.</param>
    /// <param name="dscale">Receives <c>Σ g x̂</c>, contiguous.</param>
    /// <param name="dshift">Receives <c>Σ g</c>, contiguous.</param>
    /// <param name="context">Threads.</param>
    public static void Slope<T>(Tensor<T> x, int axis, double epsilon, Tensor<T> scale, Tensor<T> g, Tensor<T> dx, Tensor<T> dscale, Tensor<T> dshift, ComputeContext? context)
        where T : unmanaged, INumber<T>
    {
        fixed (T* px = x.Storage.Span, pg = g.Storage.Span, pd = dx.Storage.Span, ps = scale.Storage.Span, pu = dscale.Storage.Span, pv = dshift.Storage.Span)
        {
            int panel = PanelOf(x, axis);
            var channels = new Channels<T>(px, x, axis, panel);
            var body = new SlopeBody<T>(channels, new Channels<T>(pg, g, axis, panel), new Channels<T>(pd, dx, axis, panel), epsilon, ps + scale.Offset, pu + dscale.Offset, pv + dshift.Offset);
            context = Workspace.ReserveEach(Operation, 2L * panel * channels.Length * sizeof(T), channels.Panels, context);
            ParallelLoop.For(channels.Panels, body, context);
        }
    }

    private static int PanelOf<T>(Tensor<T> x, int axis) where T : unmanaged => x.Strides[axis] == 1 ? PanelWidth : 1;

    /// <summary>The channels of a tensor as rows.</summary>
    private readonly struct Channels<T> where T : unmanaged
    {
        private readonly int _panel;
        private readonly T* _data;
        private readonly AxisWalk _outer;
        private readonly AxisWalk _along;

        public Channels(T* storage, Tensor<T> tensor, int axis, int panel)
        {
            _panel = panel;
            _data = storage + tensor.Offset;
            _outer = RowMap.Along(tensor, axis);
            _along = RowMap.Outer(tensor, axis);
        }

        /// <summary>The length of a channel.</summary>
        public int Length => _along.Length;

        public int Panels => (_outer.Length + _panel - 1) / _panel;

        /// <summary>The first channel of a panel.</summary>
        public int First(int panel) => panel * _panel;

        public int Count(int panel) => Math.Min(_panel, _outer.Length - First(panel));

        public void Gather(int panel, int count, T* buffer)
        {
            if (_along.IsStrided)
            {
                Strips.Gather(_data, _outer, _along, First(panel), count, buffer, Length);
                return;
            }

            for (int k = 0; k < count; k++)
                new RowView<T>(_data + _outer.Place(First(panel) + k), _along).Gather(0, Length, buffer + (nint)k * Length);
        }

        public void Scatter(int panel, int count, T* buffer)
        {
            if (_along.IsStrided)
            {
                Strips.Scatter(buffer, Length, _data, _outer, _along, First(panel), count);
                return;
            }

            for (int k = 0; k < count; k++)
                new RowView<T>(_data + _outer.Place(First(panel) + k), _along).Scatter(buffer + (nint)k * Length, Length);
        }
    }

    private readonly struct ValueBody<T>(Channels<T> x, Channels<T> y, double epsilon, T* scale, T* shift, T* mean, T* variance) : ILoopBody where T : unmanaged, INumber<T>
    {
        private readonly AxisWalk _walk = AxisWalk.Contiguous(x.Length);

        public void Run(int index)
        {
            int n = x.Length, count = x.Count(index);
            using var rows = new Workspace<T>((long)count * n);
            x.Gather(index, count, rows.Data);
            for (int k = 0; k < count; k++)
            {
                int channel = x.First(index) + k;
                T* row = rows.Data + (nint)k * n;
                RowStandard<T> standard = RowStandard<T>.Of(new RowView<T>(row, _walk), centered: true, epsilon);
                Map.Run(row, row, n, new AffineStandardize<T>(standard.Map, scale[channel], shift[channel]));
                mean[channel] = Widening.FromDouble<T>(standard.Mean);
                variance[channel] = Widening.FromDouble<T>(standard.Variance);
            }

            y.Scatter(index, count, rows.Data);
        }
    }

    private readonly struct SlopeBody<T>(Channels<T> x, Channels<T> g, Channels<T> dx, double epsilon, T* scale, T* dscale, T* dshift) : ILoopBody where T : unmanaged, INumber<T>
    {
        private readonly AxisWalk _walk = AxisWalk.Contiguous(x.Length);

        public void Run(int index)
        {
            int n = x.Length, count = x.Count(index);
            using var rows = new Workspace<T>((long)count * n);
            using var cotangents = new Workspace<T>((long)count * n);
            x.Gather(index, count, rows.Data);
            g.Gather(index, count, cotangents.Data);
            for (int k = 0; k < count; k++)
            {
                int channel = x.First(index) + k;
                T* row = rows.Data + (nint)k * n, cotangent = cotangents.Data + (nint)k * n;
                RowStandard<T> standard = RowStandard<T>.Of(new RowView<T>(row, _walk), centered: true, epsilon);
                (double shifts, double scales) = NormalizationSlope.Row(standard, true, n, row, cotangent, null, Widening.ToDouble(scale[channel]), cotangent, null, null);
                dshift[channel] = Widening.FromDouble<T>(shifts);
                dscale[channel] = Widening.FromDouble<T>(scales);
            }

            dx.Scatter(index, count, cotangents.Data);
        }
    }

    /// <summary>Standardized, times a factor and plus a term of the whole row.</summary>
    private readonly struct AffineStandardize<T>(Standardize<T> map, T scale, T shift) : IMap<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => TLane.MultiplyAdd(map.Apply(x), TLane.Create(scale), TLane.Create(shift));
    }
}
