using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>One merge of a divide-and-conquer method: the spectrum of a diagonal and a rank-one matrix, and its vectors.</summary>
/// <remarks>
/// Serves the symmetric tridiagonal problem (<c>D + ρ z zᵀ</c>: Cuppen 1981) and the bidiagonal one (<c>D² + z zᵀ</c>: Gu and
/// Eisenstat, "A divide-and-conquer algorithm for the bidiagonal SVD", 1995). Entries whose weight is negligible, or whose poles
/// nearly agree, are set aside first ("deflated"); of the rest the roots are found, then the weights recomputed so that the
/// computed roots are exact for them (Löwner's formula): vectors from those weights are orthogonal to working accuracy.
/// All numbers here are double, whatever the element type: they are n² beside the n³ of the products with the vectors.
/// Everything that changes lies in the workspace, so that copies are the same merge and a decomposition makes no objects.
/// </remarks>
internal readonly unsafe struct RankOneMerge : IDisposable
{
    /// <summary>Roots, or columns, that one thread takes at a time.</summary>
    private const int Strip = 32;

    private readonly Workspace<double> _numbers;
    private readonly Workspace<int> _indices;
    private readonly int* _kinds;
    private readonly int* _counts;
    private readonly double* _distances;
    private readonly int _distanceStride;

    /// <summary>Prepares a merge.</summary>
    /// <param name="size">The most entries.</param>
    /// <param name="distances">A square of <paramref name="size"/> rows for the distances between roots and poles.</param>
    /// <param name="distanceStride">The distance between its rows.</param>
    public RankOneMerge(int size, double* distances, int distanceStride)
    {
        _numbers = new Workspace<double>(5L * size);
        _indices = new Workspace<int>((4L * size) + 4);
        Poles = _numbers.Data;
        Weights = Poles + size;
        Roots = Weights + size;
        Corrected = Roots + size;
        DeflatedValues = Corrected + size;
        Rows = _indices.Data;
        Places = Rows + size;
        DeflatedRows = Places + size;
        _kinds = DeflatedRows + size;
        _counts = _kinds + size;
        new Span<int>(_counts, 4).Clear();
        _distances = distances;
        _distanceStride = distanceStride;
    }

    /// <summary>Entries that take part.</summary>
    public int Count { get => _counts[0]; private set => _counts[0] = value; }

    /// <summary>Entries set aside.</summary>
    public int DeflatedCount { get => _counts[1]; private set => _counts[1] = value; }

    /// <summary>Entries whose vectors lie in the first half alone.</summary>
    public int LowerCount { get => _counts[2]; private set => _counts[2] = value; }

    /// <summary>Entries whose vectors have parts in both halves.</summary>
    public int BothCount { get => _counts[3]; private set => _counts[3] = value; }

    public double* Poles { get; }

    public double* Weights { get; }

    /// <summary>The weights for which the computed roots are exact.</summary>
    public double* Corrected { get; }

    public double* Roots { get; }

    /// <summary>The vector that belongs to each entry.</summary>
    public int* Rows { get; }

    /// <summary>Where each entry stands once they are sorted by the half they lie in.</summary>
    public int* Places { get; }

    public int* DeflatedRows { get; }

    public double* DeflatedValues { get; }

    public void Dispose()
    {
        _numbers.Dispose();
        _indices.Dispose();
    }

    /// <summary>Takes an entry in as it is, before any other: the zero pole of the bidiagonal problem.</summary>
    public void Begin(int row, double weight)
    {
        Keep(row, 0, weight, Both);
    }

    /// <summary>Sets an entry aside.</summary>
    public void Deflate(int row, double value)
    {
        DeflatedRows[DeflatedCount] = row;
        DeflatedValues[DeflatedCount++] = value;
    }

    /// <summary>Takes in entries by increasing pole, deflating what can be.</summary>
    /// <param name="order">The rows by increasing pole.</param>
    /// <param name="middle">The first row of the second half.</param>
    /// <param name="d">The poles, by row.</param>
    /// <param name="z">The weights, by row.</param>
    /// <param name="rho">What the weights are multiplied by.</param>
    /// <param name="tolerance">The change of the matrix that is allowed.</param>
    /// <param name="rotation">Turns the vectors.</param>
    public void Add<TRotation>(ReadOnlySpan<int> order, int middle, double* d, double* z, double rho, double tolerance, TRotation rotation)
        where TRotation : IRowRotation
    {
        int waiting = -1, waitingKind = 0;
        foreach (int row in order)
        {
            int kind = row < middle ? Lower : Upper;
            if (rho * Math.Abs(z[row]) <= tolerance)
            {
                Deflate(row, d[row]);
                continue;
            }

            if (waiting >= 0)
            {
                double length = Hypotenuse(z[row], z[waiting]), c = z[row] / length, s = -z[waiting] / length;
                if (Math.Abs((d[row] - d[waiting]) * c * s) <= tolerance)
                {
                    rotation.Rotate(waiting, row, c, s);
                    double lowerPole = (c * c * d[waiting]) + (s * s * d[row]);
                    d[row] = (s * s * d[waiting]) + (c * c * d[row]);
                    z[row] = length;
                    Deflate(waiting, lowerPole);
                    if (waitingKind != kind)
                        kind = Both;
                }
                else
                    Keep(waiting, d[waiting], z[waiting], waitingKind);
            }

            (waiting, waitingKind) = (row, kind);
        }

        if (waiting >= 0)
            Keep(waiting, d[waiting], z[waiting], waitingKind);
    }

    /// <summary>Finds the roots and corrects the weights; call once all entries are in.</summary>
    public void Solve(double rho, bool squared, ComputeContext context)
    {
        Group();
        if (Count == 0)
            return;
        int strips = (Count + Strip - 1) / Strip;
        var inner = Count < 2 * Strip ? ComputeContext.SingleThread : context;
        ParallelLoop.For(strips, new RootStrip(this, rho, squared), inner);
        ParallelLoop.For(strips, new WeightStrip(this, squared), inner);
    }

    /// <summary>Writes the coefficients of the new vectors in terms of the old, a row each, columns in grouped order.</summary>
    /// <param name="result">A square of <see cref="Count"/>; may be the memory of the distances if it is used last.</param>
    /// <param name="left">Whether the left singular vectors are meant: their entries carry the pole, and the first is -1.</param>
    /// <param name="context">The threads to use.</param>
    public void Coefficients<T>(MatrixView<T> result, bool left, ComputeContext context) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ParallelLoop.For((Count + Strip - 1) / Strip, new CoefficientStrip<T>(this, result, left), Count < 2 * Strip ? ComputeContext.SingleThread : context);

    /// <summary>Writes the merged spectrum by row and the order that sorts it.</summary>
    public void Publish(int first, double* d, Span<int> order)
    {
        int n = Count + DeflatedCount;
        for (int i = 0; i < Count; i++)
            d[first + i] = Roots[i];
        for (int i = 0; i < DeflatedCount; i++)
            d[first + Count + i] = DeflatedValues[i];
        for (int i = 0; i < n; i++)
            order[i] = first + i;
        using var keys = new Workspace<double>(n);
        new Span<double>(d + first, n).CopyTo(new Span<double>(keys.Data, n));
        new Span<double>(keys.Data, n).Sort(order);
    }

    /// <summary>The square root of the sum of two squares, for numbers whose squares may vanish.</summary>
    public static double Hypotenuse(double x, double y) => double.Hypot(x, y);

    private const int Lower = 0, Both = 1, Upper = 2;

    private void Keep(int row, double pole, double weight, int kind)
    {
        Rows[Count] = row;
        Poles[Count] = pole;
        Weights[Count] = weight;
        _kinds[Count++] = kind;
    }

    private void Group()
    {
        Span<int> next = stackalloc int[3];
        for (int j = 0; j < Count; j++)
            next[_kinds[j]]++;
        (LowerCount, BothCount) = (next[Lower], next[Both]);
        (next[Upper], next[Both], next[Lower]) = (LowerCount + BothCount, LowerCount, 0);
        for (int j = 0; j < Count; j++)
            Places[j] = next[_kinds[j]]++;
    }

    private double* Distances(int root) => _distances + ((nint)root * _distanceStride);

    private readonly struct RootStrip(RankOneMerge merge, double rho, bool squared) : ILoopBody
    {
        public void Run(int index)
        {
            for (int i = index * Strip; i < Math.Min(merge.Count, (index + 1) * Strip); i++)
                merge.Roots[i] = SecularEquation.Root(i, merge.Count, merge.Poles, merge.Weights, rho, squared, merge.Distances(i));
        }
    }

    private readonly struct WeightStrip(RankOneMerge merge, bool squared) : ILoopBody
    {
        public void Run(int index)
        {
            int from = index * Strip, to = Math.Min(merge.Count, from + Strip);
            double* weights = merge.Corrected, poles = merge.Poles;
            for (int j = from; j < to; j++)
                weights[j] = 1;

            // A root and the pole before it make one factor near 1, so that no product on the way overflows.
            for (int i = 0; i < merge.Count; i++)
            {
                double* distances = merge.Distances(i);
                SecularVectors.MultiplyRatios(from, Math.Clamp(i, from, to), poles, poles[i], squared, distances, weights);
                if (i >= from && i < to)
                    weights[i] *= distances[i];
                SecularVectors.MultiplyRatios(Math.Clamp(i + 1, from, to), to, poles, poles[i], squared, distances, weights);
            }

            for (int j = from; j < to; j++)
                weights[j] = Math.CopySign(Math.Sqrt(Math.Abs(weights[j])), merge.Weights[j]);
        }
    }

    private readonly struct CoefficientStrip<T>(RankOneMerge merge, MatrixView<T> result, bool left) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            int count = merge.Count;
            int padded = PanelKernels.Pad<double>(count);
            using var scratch = new Workspace<double>(padded);
            double* row = scratch.Data;
            for (int i = index * Strip; i < Math.Min(count, (index + 1) * Strip); i++)
            {
                SecularVectors.Quotients(count, merge.Corrected, merge.Distances(i), left ? merge.Poles : null, row);
                if (left)
                    row[0] = -1;
                for (int j = count; j < padded; j++)
                    row[j] = 0;
                double scale = 1 / Math.Sqrt(PanelKernels.Dot(row, row, padded));
                T* target = result.Data + (i * result.RowStride);
                for (int j = 0; j < count; j++)
                    target[merge.Places[j]] = T.CreateTruncating(row[j] * scale);
            }
        }
    }
}
