using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>Passes over a design: each block of rows is taken forth and back while it is in the cache, and tasks of many blocks run at the
/// same time. The cut into blocks and tasks depends on the shape alone.</summary>
internal sealed class LinearModelPasses<T>(IDesign<T> design, T[] targets, ISampleLoss<T> loss, int outputs)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Stored numbers of one block, and the least of one task.</summary>
    private const long BlockWork = 1 << 12, TaskWork = 1 << 17;

    private const int MostTasks = 16;

    private readonly int _blockRows = (int)Math.Clamp(BlockWork * design.Samples / Math.Max(1, design.StoredCount) / 4 * 4, 8, 1024);
    private readonly int _tasks = (int)Math.Clamp(Math.Min(design.StoredCount / TaskWork, design.Samples / 64), 1, MostTasks);
    private T[] _predictions = [];
    private T[] _directional = [];
    private T[] _losses = [];
    private T[] _parts = [];
    private readonly double[] _sums = new double[MostTasks];

    /// <summary>Runs a pass; the destination receives the gradient or the product, and the sum of the losses is returned.</summary>
    public double Run(LinearModelPass pass, Tensor<T> x, Tensor<T>? v, Tensor<T>? destination, ComputeContext? context)
    {
        int width = _blockRows * outputs;
        if (_predictions.Length == 0)
            (_predictions, _losses) = (new T[_tasks * width], new T[_tasks * _blockRows]);
        if (v is not null && _directional.Length == 0)
            _directional = new T[_tasks * width];
        if (_tasks > 1 && destination is not null && _parts.Length == 0)
            _parts = new T[checked(_tasks * destination.Length)];
        Memory<T> first = destination is null ? default : destination.AsMemory();
        ParallelLoop.For(_tasks, new Body(this, pass, x.Contiguous().AsMemory(), v is null ? default : v.Contiguous().AsMemory(), first), context);
        double sum = 0;
        for (int task = 0; task < _tasks; task++)
            sum += _sums[task];
        for (int task = 1; task < _tasks && destination is not null; task++)
            Vectors.AddScaled<T>(first.Span, T.One, _parts.AsSpan(task * first.Length, first.Length), first.Span);
        return sum;
    }

    /// <summary>The Hessian of the sum, for one output.</summary>
    public void Hessian(Tensor<T> x, Tensor<T> destination)
    {
        if (_predictions.Length == 0)
            (_predictions, _losses) = (new T[_tasks * _blockRows], new T[_tasks * _blockRows]);
        ReadOnlySpan<T> point = x.Contiguous().AsSpan();
        Span<T> hessian = destination.AsSpan();
        hessian.Clear();
        for (int start = 0; start < design.Samples; start += _blockRows)
        {
            int rows = Math.Min(_blockRows, design.Samples - start);
            Span<T> z = _predictions.AsSpan(0, rows), curvatures = _losses.AsSpan(0, rows);
            design.Predict(start, rows, 1, point, z);
            curvatures.Fill(T.One);
            loss.MultiplyByCurvature(z, targets.AsSpan(start, rows), curvatures);
            design.AddGram(start, rows, curvatures, hessian);
        }
    }

    private void RunTask(int task, LinearModelPass pass, ReadOnlySpan<T> x, ReadOnlySpan<T> v, Span<T> destination)
    {
        int from = (int)((long)design.Samples * task / _tasks), to = (int)((long)design.Samples * (task + 1) / _tasks);
        double sum = 0;
        destination.Clear();
        for (int start = from; start < to; start += _blockRows)
        {
            int rows = Math.Min(_blockRows, to - start);
            Span<T> z = _predictions.AsSpan(task * _blockRows * outputs, rows * outputs), losses = _losses.AsSpan(task * _blockRows, rows);
            ReadOnlySpan<T> y = targets.AsSpan(start, rows);
            design.Predict(start, rows, outputs, x, z);
            switch (pass)
            {
                case LinearModelPass.Value:
                    loss.Values(z, y, losses);
                    break;
                case LinearModelPass.Gradient:
                    loss.Slopes(z, y);
                    break;
                case LinearModelPass.ValueAndGradient:
                    loss.ValuesAndSlopes(z, y, losses);
                    break;
                default:
                    Span<T> along = _directional.AsSpan(task * _blockRows * outputs, rows * outputs);
                    design.Predict(start, rows, outputs, v, along);
                    loss.MultiplyByCurvature(z, y, along);
                    z = along;
                    break;
            }

            if (pass is LinearModelPass.Value or LinearModelPass.ValueAndGradient)
                sum += Vectors.WideSum<T>(losses);
            if (pass != LinearModelPass.Value)
                design.AddAdjoint(start, rows, outputs, z, destination);
        }

        _sums[task] = sum;
    }

    private readonly struct Body(LinearModelPasses<T> owner, LinearModelPass pass, ReadOnlyMemory<T> x, ReadOnlyMemory<T> v, Memory<T> first) : ILoopBody
    {
        public void Run(int index) =>
            owner.RunTask(index, pass, x.Span, v.Span, index == 0 || first.IsEmpty ? first.Span : owner._parts.AsSpan(index * first.Length, first.Length));
    }
}
