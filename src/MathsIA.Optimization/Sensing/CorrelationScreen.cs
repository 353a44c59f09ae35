using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;
using MathsIA.Kernels;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>Correlations of all atoms with a residual, from a copy of the matrix in 16 bits, with a bound on the error of each.</summary>
/// <remarks>
/// <para>A pursuit is bound by memory: each step reads the whole matrix to find one atom. The copy (bfloat16) is a quarter of a matrix of doubles and often
/// fits a cache that the matrix does not. The error of a correlation is at most <c>‖a − ã‖ ‖r‖</c> plus rounding, known for each atom once and for all; only atoms whose
/// interval reaches the best lower end have to be looked at exactly, mostly a single one. What is chosen is therefore what exact correlations choose.</para>
/// <para>Layout: strips of 64 atoms, in each the rows one after another, so that a sweep reads memory on and on.</para>
/// </remarks>
internal sealed unsafe class CorrelationScreen<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Strip = 64;

    /// <summary>Below this many elements the matrix is in the nearest caches, and there is nothing to save.</summary>
    private const int LeastElements = 1 << 16;

    private readonly ushort[] _halves;
    private readonly float[] _slack;
    private readonly int _rows;
    private readonly ComputeContext _context;

    private CorrelationScreen(Tensor<T> matrix, ComputeContext context)
    {
        _rows = matrix.Shape[0];
        int strips = (matrix.Shape[1] + Strip - 1) / Strip;
        _halves = GC.AllocateUninitializedArray<ushort>(strips * _rows * Strip);
        _slack = new float[strips * Strip];
        // A sweep of fewer elements is over before another thread has begun.
        _context = (long)strips * _rows * Strip >= 1 << 22 ? context : ComputeContext.SingleThread;
        ParallelLoop.For(strips, strip => Convert(matrix, strip), context);
    }

    /// <summary>How far each correlation may be from the truth, for a residual of norm 1.</summary>
    public ReadOnlySpan<float> Slack => _slack;

    /// <summary>The screen of a matrix; null where it would not pay, or where elements leave the range of single precision.</summary>
    public static CorrelationScreen<T>? Create(Tensor<T> matrix, ComputeContext context)
    {
        if ((typeof(T) != typeof(float) && typeof(T) != typeof(double)) || matrix.Length < LeastElements || Padded(matrix) > Array.MaxLength)
            return null;
        var screen = new CorrelationScreen<T>(matrix, context);
        return MatrixArgument.IsFinite<float>(screen._slack) ? screen : null;
    }

    /// <summary>Computes <c>Aᵀ r</c> roughly.</summary>
    /// <param name="residual">A residual of norm 1, as single-precision numbers.</param>
    /// <param name="correlations">As long as <see cref="Slack"/>.</param>
    public void Correlate(float[] residual, float[] correlations) => ParallelLoop.For(correlations.Length / Strip, new Sweep(_halves, residual, correlations), _context);

    /// <summary>The elements of the copy, whose last strip is filled up.</summary>
    private static long Padded(Tensor<T> matrix) => ((long)matrix.Shape[1] + Strip - 1) / Strip * Strip * matrix.Shape[0];

    /// <summary>Rounds 64 columns, and bounds what that loses.</summary>
    private void Convert(Tensor<T> matrix, int strip)
    {
        int first = strip * Strip, width = Math.Min(Strip, matrix.Shape[1] - first), rowStep = matrix.Strides[0], columnStep = matrix.Strides[1];
        bool direct = width == Strip && columnStep == 1;
        using var packed = new Workspace<T>(direct ? 0 : (long)_rows * Strip, clear: true);
        fixed (T* all = matrix.Storage.Span)
        fixed (ushort* halves = &_halves[(long)strip * _rows * Strip])
        fixed (float* slack = &_slack[first])
        {
            T* from = all + matrix.Offset + ((nint)first * columnStep);
            if (!direct)
            {
                for (int j = 0; j < width; j++)
                {
                    for (int i = 0; i < _rows; i++)
                        packed.Data[((nint)i * Strip) + j] = from[((nint)i * rowStep) + ((nint)j * columnStep)];
                }
            }

            for (int j = 0; j < Strip; j += 32)
                Round(direct ? from + j : packed.Data + j, direct ? rowStep : Strip, halves + j, slack + j);
        }
    }

    /// <summary>32 columns: each number to the nearest bfloat16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Round(T* from, nint step, ushort* to, float* slack)
    {
        Vector512<float> lostLow = default, lostHigh = default, sizeLow = default, sizeHigh = default;
        Vector512<uint> half = Vector512.Create(0x8000u);
        for (int i = 0; i < _rows; i++, from += step, to += Strip)
        {
            Vector512<float> low = Load(from), high = Load(from + 16);
            Vector512<uint> lowBits = (low.AsUInt32() + half) >>> 16, highBits = (high.AsUInt32() + half) >>> 16;
            Vector512.Narrow(lowBits, highBits).Store(to);
            Vector512<float> lowError = low - (lowBits << 16).AsSingle(), highError = high - (highBits << 16).AsSingle();
            lostLow += lowError * lowError;
            lostHigh += highError * highError;
            sizeLow += low * low;
            sizeHigh += high * high;
        }

        // What single precision loses: rounding of the element, of the residual, and of m sums of products.
        Vector512<float> rounding = Vector512.Create((_rows + 8) * 1.2e-7f), absolute = Vector512.Create(1e-30f), more = Vector512.Create(1.001f);
        (more * (Vector512.Sqrt(lostLow) + (rounding * Vector512.Sqrt(sizeLow))) + absolute).Store(slack);
        (more * (Vector512.Sqrt(lostHigh) + (rounding * Vector512.Sqrt(sizeHigh))) + absolute).Store(slack + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(T* from) => typeof(T) == typeof(float)
        ? Vector512.Load((float*)from)
        : Vector512.Narrow(Vector512.Load((double*)from), Vector512.Load((double*)from + 8));

    private readonly struct Sweep(ushort[] halves, float[] residual, float[] correlations) : ILoopBody
    {
        public void Run(int strip)
        {
            fixed (ushort* from = &halves[(long)strip * residual.Length * Strip])
            fixed (float* r = residual, to = &correlations[strip * Strip])
                Sum(from, r, residual.Length, to);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Sum(ushort* from, float* r, int rows, float* to)
        {
            Vector512<float> a = default, b = default, c = default, d = default;
            for (int i = 0; i < rows; i++, from += Strip)
            {
                Vector512<float> weight = Vector512.Create(r[i]);
                (Vector512<uint> low, Vector512<uint> high) = Vector512.Widen(Vector512.Load(from));
                (Vector512<uint> low2, Vector512<uint> high2) = Vector512.Widen(Vector512.Load(from + 32));
                a = Vector512.MultiplyAddEstimate((low << 16).AsSingle(), weight, a);
                b = Vector512.MultiplyAddEstimate((high << 16).AsSingle(), weight, b);
                c = Vector512.MultiplyAddEstimate((low2 << 16).AsSingle(), weight, c);
                d = Vector512.MultiplyAddEstimate((high2 << 16).AsSingle(), weight, d);
            }

            a.Store(to);
            b.Store(to + 16);
            c.Store(to + 32);
            d.Store(to + 48);
        }
    }
}
