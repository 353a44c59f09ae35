using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Many products of one shape, whose operands each lie a fixed number of elements after the former's: a piece of work is
/// a few of them.</summary>
internal readonly unsafe struct GemmBatchBody<T> : ILoopBody where T : unmanaged, INumber<T>
{
    /// <summary>Multiplications of one piece of work, about.</summary>
    private const long TaskWork = 1 << 18;

    private readonly T _alpha, _beta;
    private readonly MatrixView<T> _a, _b, _c;
    private readonly nint _aStep, _bStep, _cStep;
    private readonly int _count, _perTask;
    private readonly bool _isDirect;

    public GemmBatchBody(T alpha, in MatrixView<T> a, nint aStep, in MatrixView<T> b, nint bStep, T beta, in MatrixView<T> c, nint cStep, int count)
    {
        (_alpha, _beta, _a, _b, _c) = (alpha, beta, a, b, c);
        (_aStep, _bStep, _cStep, _count) = (aStep, bStep, cStep, count);
        _perTask = (int)Math.Clamp(TaskWork / Math.Max(1, Gemm.Work(a, c)), 1, Math.Max(1, count));
        // What is decided by the shape is decided once: tiny products take less time than the questions.
        _isDirect = (typeof(T) == typeof(float) || typeof(T) == typeof(double)) && c.Rows > 1 && c.Columns > 1 && a.Columns > 0 && Gemm.IsDirect(a, b, c);
    }

    /// <summary>The pieces of work.</summary>
    public int Count => (int)(((long)_count + _perTask - 1) / _perTask);

    public void Run(int index)
    {
        int end = (int)Math.Min(_count, (index + 1L) * _perTask);
        for (int i = index * _perTask; i < end; i++)
        {
            MatrixView<T> a = _a.Shift(i * _aStep), b = _b.Shift(i * _bStep), c = _c.Shift(i * _cStep);
            if (_isDirect)
                GemmDirect<T>.Sweep(_alpha, a, b, _beta, c, 0, c.Columns);
            else
                Gemm.Run(_alpha, a, b, _beta, c, ComputeContext.SingleThread);
        }
    }
}
