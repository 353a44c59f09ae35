using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>A design made ready for coordinate descent: columns in reach, centred and scaled, with their norms.</summary>
/// <remarks>Column j of the model is <c>(x_j − mean_j) scale_j</c>. A dense design is copied so, padded, once; for a sparse one the
/// means and scales are kept beside the matrix. A column that is constant up to rounding is zero once centred.</remarks>
internal sealed unsafe class PreparedDesign<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The most and the fewest columns that one task copies: whole cache lines of a row, and enough of them for the prefetcher.</summary>
    private const int MostColumnsATask = 256, FewestColumnsATask = 32;

    /// <summary>The bytes of the columns of one task that its core's cache holds beside the rows they come from.</summary>
    private const int StagedBytes = 1 << 19;

    private readonly Design<T> _design;
    private readonly ComputeContext? _context;
    private readonly Workspace<T> _columns;
    private readonly Workspace<T> _numbers;
    private readonly Workspace<int> _indices;
    private readonly T* _means;
    private readonly T* _scales;
    private readonly T* _squares;

    public PreparedDesign(Design<T> design, T[]? sampleWeights, bool center, bool scale, string operation, ComputeContext? context)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (design.Samples == 0 || design.Features == 0)
            throw new ShapeMismatchException(operation, $"the design [{design.Samples}, {design.Features}] has no sample or no feature.", nameof(design));
        _design = design;
        Stride = ColumnKernels.Padded<T>(design.Samples);
        long stored = design.Sparse is { } given ? given.StoredCount : (long)Stride * design.Features;
        long indexed = design.Sparse is null ? 0 : stored + design.Features + 1;
        _context = Workspace.Reserve(operation, checked((stored + (2L * Stride) + (3L * design.Features)) * sizeof(T) + (indexed * sizeof(int))), context);
        _columns = new Workspace<T>(stored);
        _numbers = new Workspace<T>((2L * Stride) + (3L * design.Features), clear: true);
        SampleWeights = sampleWeights is null ? null : _numbers.Data;
        Ones = _numbers.Data + Stride;
        new Span<T>(Ones, Rows).Fill(T.One);
        WeightSum = T.CreateChecked(Rows);
        if (sampleWeights is not null)
        {
            sampleWeights.CopyTo(new Span<T>(SampleWeights, Rows));
            WeightSum = ColumnKernels.Dot(Stride, SampleWeights, Ones);
        }

        _means = Ones + Stride;
        _scales = _means + Count;
        _squares = _scales + Count;
        new Span<T>(_scales, Count).Fill(T.One);
        if (design.Sparse is { } sparse)
        {
            _indices = new Workspace<int>(indexed);
            sparse.Values.CopyTo(_columns.Span);
            sparse.ColumnStarts.CopyTo(_indices.Span);
            sparse.RowIndices.CopyTo(_indices.Span[(Count + 1)..]);
            MeasureSparse(center, scale);
        }
        else
        {
            Copy(center, scale);
        }

        CheckFinite(operation);
    }

    public int Rows => _design.Samples;

    public int Count => _design.Features;

    /// <summary>The padded length of a vector over the samples.</summary>
    public int Stride { get; }

    public bool IsSparse => _design.IsSparse;

    /// <summary>The weights of the samples, padded with zeros; null for ones.</summary>
    public T* SampleWeights { get; }

    /// <summary>A one for each sample, padded with zeros.</summary>
    public T* Ones { get; }

    /// <summary>The sum of the weights of the samples.</summary>
    public T WeightSum { get; }

    public ReadOnlySpan<T> Means => new(_means, Count);

    public ReadOnlySpan<T> Scales => new(_scales, Count);

    /// <summary>The squared norms of the columns as the model sees them, without sample weights.</summary>
    public ReadOnlySpan<T> SquaredNorms => new(_squares, Count);

    public DenseColumns<T> Dense => new(_columns.Data, Rows, Count, Stride);

    public SparseColumns<T> Sparse => new(_indices.Data, _indices.Data + Count + 1, _columns.Data, _means, _scales, Rows, Count);

    public void Dispose()
    {
        _columns.Dispose();
        _numbers.Dispose();
        _indices.Dispose();
    }

    /// <summary>Copies the columns of a dense design, some at a time: a row-major design is read in whole cache lines.</summary>
    private void Copy(bool center, bool scale)
    {
        int columns = (int)Math.Clamp(StagedBytes / ((long)Stride * sizeof(T)), FewestColumnsATask, MostColumnsATask) / FewestColumnsATask * FewestColumnsATask;
        ParallelLoop.For((Count + columns - 1) / columns, task => CopyColumns(task * columns, Math.Min(columns, Count - (task * columns)), center, scale), _context);
    }

    /// <summary>Copies some columns, centred and scaled, and measures them.</summary>
    /// <remarks>They are put together where the cache holds them, and leave it in one piece: written a line here and a line there, each line
    /// would first be read from memory, which takes twice the time.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyColumns(int first, int width, bool center, bool scale)
    {
        Tensor<T> dense = _design.Dense!;
        int rowStep = dense.Strides[0], columnStep = dense.Strides[1];
        long elements = (long)width * Stride;
        bool isStaged = rowStep != 1 && elements * sizeof(T) <= StagedBytes;
        T* place = _columns.Data + ((nint)first * Stride);
        using var staged = new Workspace<T>(isStaged ? elements : 0);
        T* data = isStaged ? staged.Data : place;
        fixed (T* start = dense.Storage.Span)
        {
            T* from = start + dense.Offset + ((nint)first * columnStep);
            for (int j = 0; j < width && rowStep == 1; j++)
                new ReadOnlySpan<T>(from + ((nint)j * columnStep), Rows).CopyTo(new Span<T>(data + ((nint)j * Stride), Rows));
            if (rowStep != 1)
                CopyRows(from, rowStep, columnStep, data, width);
        }

        for (int j = 0; j < width; j++)
        {
            T* column = data + ((nint)j * Stride);
            new Span<T>(column + Rows, Stride - Rows).Clear();
            Standardize(first + j, column, center, scale);
            _squares[first + j] = ColumnKernels.Dot(Stride, column, column);
        }

        if (isStaged)
            staged.Span.CopyTo(new Span<T>(place, staged.Span.Length));
    }

    /// <summary>Copies columns that lie in rows: eight rows at a time, so that the columns are written in whole cache lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CopyRows(T* from, nint rowStep, nint columnStep, T* data, int width)
    {
        int i = 0;
        for (; i <= Rows - 8; i += 8)
        {
            T* r0 = from + (i * rowStep), r1 = r0 + rowStep, r2 = r1 + rowStep, r3 = r2 + rowStep;
            T* r4 = r3 + rowStep, r5 = r4 + rowStep, r6 = r5 + rowStep, r7 = r6 + rowStep, to = data + i;
            for (nint j = 0; j < width; j++, to += Stride)
            {
                nint at = j * columnStep;
                (to[0], to[1], to[2], to[3]) = (r0[at], r1[at], r2[at], r3[at]);
                (to[4], to[5], to[6], to[7]) = (r4[at], r5[at], r6[at], r7[at]);
            }
        }

        for (; i < Rows; i++)
        {
            for (nint j = 0; j < width; j++)
                data[(j * Stride) + i] = from[(i * rowStep) + (j * columnStep)];
        }
    }

    private void Standardize(int j, T* column, bool center, bool scale)
    {
        T* weights = SampleWeights == null ? Ones : SampleWeights;
        if (center)
        {
            T mean = ColumnKernels.Dot(Stride, column, weights) / WeightSum;
            ColumnKernels.Add(Stride, -mean, Ones, column);
            // What is left of the mean by rounding.
            T rest = ColumnKernels.Dot(Stride, column, weights) / WeightSum;
            ColumnKernels.Add(Stride, -rest, Ones, column);
            _means[j] = mean + rest;
        }

        if (!center && !scale)
            return;
        T deviation = T.Sqrt(ColumnKernels.WeightedSquare(Stride, column, weights) / WeightSum);
        // Left as it is, for the check of the norms to find.
        if (!T.IsFinite(deviation))
            return;
        if (IsConstant(deviation, _means[j]))
        {
            new Span<T>(column, Stride).Clear();
            _scales[j] = T.Zero;
        }
        else if (scale)
        {
            _scales[j] = T.One / deviation;
            for (int i = 0; i < Rows; i++)
                column[i] *= _scales[j];
        }
    }

    private void MeasureSparse(bool center, bool scale)
    {
        SparseColumns<T> columns = Sparse;
        int* starts = _indices.Data, rows = starts + Count + 1;
        for (int j = 0; j < Count; j++)
        {
            if (center)
            {
                T sum = T.Zero;
                for (int k = starts[j]; k < starts[j + 1]; k++)
                    sum += SampleWeights == null ? _columns.Data[k] : _columns.Data[k] * SampleWeights[rows[k]];
                _means[j] = sum / WeightSum;
            }

            if (!center && !scale)
                continue;
            T deviation = T.Sqrt(columns.SquaredNorm(j, SampleWeights, WeightSum) / WeightSum);
            if (IsConstant(deviation, _means[j]))
                _scales[j] = T.Zero;
            else if (scale)
                _scales[j] = T.One / deviation;
        }
    }

    private static bool IsConstant(T deviation, T mean) => deviation <= T.CreateChecked(8) * Vectors.Epsilon<T>() * T.Abs(mean);

    /// <summary>Looks at the squared norms, which no infinite or missing value survives; only a bad one costs a search.</summary>
    private void CheckFinite(string operation)
    {
        for (int j = 0; j < Count; j++)
        {
            if (IsSparse)
                _squares[j] = Sparse.SquaredNorm(j, null, T.CreateChecked(Rows));
            T norm = _squares[j];
            if (T.IsFinite(norm))
                continue;
            Dispose();
            throw new ArgumentOutOfRangeException("design", norm, $"{operation}: column {j} of the design holds a value that is not finite, or so large that its square is not.");
        }
    }
}
