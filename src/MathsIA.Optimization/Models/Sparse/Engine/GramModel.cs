using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>A quadratic model on the working set, by its matrix: coordinate descent that never looks at the samples.</summary>
/// <remarks>The model is <c>−⟨q, Δ⟩ + ½ ⟨Δ, G Δ⟩</c> around the present coefficients, with <c>G = X_Wᵀ D X_W</c> and q the correlations with
/// the residual. A step on one coefficient updates q by a row of G: the working set's length and not the number of samples.</remarks>
internal sealed unsafe class GramModel<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Workspace<T> _matrix;
    private Workspace<T> _vectors;
    private Extrapolation<T>? _extrapolation;

    /// <summary>The size of the working set that the matrix covers.</summary>
    public int Count { get; private set; }

    public int Stride { get; private set; }

    public T* Matrix => _matrix.Data;

    /// <summary>The correlations q, kept up to date.</summary>
    public T* Slopes => _vectors.Data;

    /// <summary>The coefficients.</summary>
    public T* Coefficients => _vectors.Data + Stride;

    /// <summary>One over the diagonal; 0 where the diagonal is.</summary>
    public T* Inverses => _vectors.Data + (2 * Stride);

    /// <summary>The extrapolated coefficients that were not taken; see <see cref="HasExtrapolated"/>.</summary>
    public T* Extrapolated => _vectors.Data + (3 * Stride);

    public bool HasExtrapolated { get; private set; }

    /// <summary>Forgets the matrix.</summary>
    public void Clear() => Count = 0;

    /// <summary>Makes room for a working set.</summary>
    public void Reserve(int size)
    {
        if (size <= Stride)
            return;
        int stride = ColumnKernels.Padded<T>(Math.Max(64, Math.Max(size, Stride * 3 / 2)));
        var matrix = new Workspace<T>((long)stride * stride, clear: true);
        for (int i = 0; i < Count; i++)
            new ReadOnlySpan<T>(Matrix + ((long)i * Stride), Count).CopyTo(new Span<T>(matrix.Data + ((long)i * stride), Count));
        Dispose();
        _matrix = matrix;
        _vectors = new Workspace<T>(4L * stride, clear: true);
        _extrapolation = new Extrapolation<T>(2 * stride);
        Stride = stride;
    }

    /// <summary>Says that the matrix now covers a larger working set.</summary>
    public void Cover(int count) => Count = count;

    /// <summary>Keeps some places, given in rising order.</summary>
    public void Keep(ReadOnlySpan<int> places)
    {
        for (int i = 0; i < places.Length; i++)
        {
            T* from = Matrix + ((long)places[i] * Stride), to = Matrix + ((long)i * Stride);
            for (int j = 0; j < places.Length; j++)
                to[j] = from[places[j]];
        }

        // What the kept rows no longer cover is the padding of later, longer loops.
        for (int i = 0; i < Count; i++)
            new Span<T>(Matrix + ((long)i * Stride) + (i < places.Length ? places.Length : 0), Count - (i < places.Length ? places.Length : 0)).Clear();
        Count = places.Length;
    }

    /// <summary>Minimizes the model plus the penalty by cyclic coordinate descent with Anderson extrapolation.</summary>
    /// <param name="members">The block of each place.</param>
    /// <param name="penalty">The penalty.</param>
    /// <param name="squaredResidual">The squared norm of the residual, for the gap of the model.</param>
    /// <param name="target">The gap to stop at, or the violation where the penalty is not convex.</param>
    /// <param name="maxEpochs">The most passes over the working set.</param>
    /// <param name="cancellationToken">Looked at between rounds.</param>
    /// <param name="offersLast">Whether the last points are extrapolated once more, for a dual candidate.</param>
    /// <returns>The passes made.</returns>
    public int Descend<TPenalty>(ReadOnlySpan<int> members, in TPenalty penalty, T squaredResidual, T target, int maxEpochs, CancellationToken cancellationToken, bool offersLast = false)
        where TPenalty : struct, IBlockPenalty<T>
    {
        int padded = ColumnKernels.Padded<T>(Count), epochs = 0;
        for (int i = Count; i < padded; i++)
            Slopes[i] = Coefficients[i] = T.Zero;
        for (int i = 0; i < Count; i++)
        {
            T diagonal = Matrix[((long)i * Stride) + i];
            Inverses[i] = diagonal > T.Zero ? T.One / diagonal : T.Zero;
        }

        HasExtrapolated = false;
        var patience = new Patience<T>();
        fixed (int* blocks = members)
        {
            while (epochs < maxEpochs && !cancellationToken.IsCancellationRequested)
            {
                _extrapolation!.Restart();
                _extrapolation.Store(Slopes, Coefficients, Count);
                for (int e = 0; e < Extrapolation<T>.Depth && epochs < maxEpochs; e++)
                {
                    bool moved = Epoch(Count, padded, Stride, Matrix, Slopes, Coefficients, Inverses, blocks, penalty);
                    epochs++;
                    if (!moved)
                        return epochs;
                    _extrapolation.Store(Slopes, Coefficients, Count);
                }

                T measure = Measure(blocks, penalty, squaredResidual, Slopes, Coefficients);
                bool isDone = measure <= target || patience.IsSpent(measure);
                if (!isDone || offersLast)
                    Extrapolate(blocks, penalty, takes: !isDone);
                if (isDone)
                    return epochs;
            }
        }

        return epochs;
    }

    public void Dispose()
    {
        _matrix.Dispose();
        _vectors.Dispose();
        _extrapolation?.Dispose();
    }

    /// <summary>One pass: whether any coefficient moved by more than its rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Epoch<TPenalty>(int count, int padded, int stride, T* matrix, T* slopes, T* coefficients, T* inverses, int* blocks, in TPenalty penalty)
        where TPenalty : struct, IBlockPenalty<T>
    {
        bool moved = false;
        T rounding = T.CreateChecked(2) * Vectors.Epsilon<T>();
        for (int i = 0; i < count; i++)
        {
            T step = inverses[i], before = coefficients[i];
            if (step == T.Zero)
                continue;
            T after = penalty.Prox(blocks[i], before + (slopes[i] * step), step), change = after - before;
            if (change == T.Zero)
                continue;
            coefficients[i] = after;
            moved |= T.Abs(change) > rounding * T.Abs(after);
            ColumnKernels.Add(padded, -change, matrix + ((long)i * stride), slopes);
        }

        return moved;
    }

    /// <summary>The duality gap of the model, or the largest violation where the penalty is not convex.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T Measure<TPenalty>(int* blocks, in TPenalty penalty, T squaredResidual, T* slopes, T* coefficients) where TPenalty : struct, IBlockPenalty<T>
    {
        T excess = T.One, sum = T.Zero, worst = T.Zero;
        for (int i = 0; i < Count; i++)
        {
            // A coefficient without a penalty has no conjugate to measure: what a step on it still gains stands in.
            if (penalty.IsFree(blocks[i]))
                sum += slopes[i] * slopes[i] * Inverses[i] / (T.One + T.One);
            else if (TPenalty.IsConvex)
                excess = T.Max(excess, penalty.Excess(blocks[i], coefficients + i, slopes + i, 1));
            else
                worst = T.Max(worst, penalty.Violation(blocks[i], coefficients + i, slopes + i, 1));
        }

        if (!TPenalty.IsConvex)
            return worst;
        T scale = T.One / excess;
        for (int i = 0; i < Count; i++)
        {
            if (penalty.IsFree(blocks[i]))
                continue;
            T scaled = scale * slopes[i];
            sum += penalty.Gap(blocks[i], coefficients + i, &scaled, 1);
        }

        return sum + ((T.One - scale) * (T.One - scale) * squaredResidual / (T.One + T.One));
    }

    /// <summary>Takes the extrapolated point if the objective is smaller there; else keeps it as a dual candidate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Extrapolate<TPenalty>(int* blocks, in TPenalty penalty, bool takes) where TPenalty : struct, IBlockPenalty<T>
    {
        T* slopes = _extrapolation!.FirstResult, coefficients = _extrapolation.SecondResult;
        if (!_extrapolation.Combine(Count))
            return;
        // The difference of the model's values between two points is the mean of the slopes there times the step.
        T change = T.Zero;
        for (int i = 0; i < Count; i++)
        {
            T step = coefficients[i] - Coefficients[i];
            change += penalty.Value(blocks[i], coefficients + i, 1) - penalty.Value(blocks[i], Coefficients + i, 1) - (step * (slopes[i] + Slopes[i]) / (T.One + T.One));
        }

        HasExtrapolated = !takes || !(change < T.Zero);
        T* target = HasExtrapolated ? Extrapolated : Coefficients;
        new ReadOnlySpan<T>(coefficients, Count).CopyTo(new Span<T>(target, Count));
        if (!HasExtrapolated)
            new ReadOnlySpan<T>(slopes, Count).CopyTo(new Span<T>(Slopes, Count));
    }
}
