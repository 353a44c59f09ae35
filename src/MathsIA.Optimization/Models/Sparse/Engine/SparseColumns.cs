using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>Compressed columns, centred and scaled without being changed: column j is <c>(x_j − mean_j) scale_j</c>.</summary>
internal readonly unsafe struct SparseColumns<T>(int* starts, int* indices, T* values, T* means, T* scales, int rows, int count) : IColumns<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Stored values that one task reads, on average.</summary>
    private const int TaskValues = 1 << 15;

    public int Rows => rows;

    public int Count => count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Dot(int j, in ResidualVector<T> residual)
    {
        T* v = residual.Values;
        T a = T.Zero, b = T.Zero;
        int k = starts[j], end = starts[j + 1];
        for (; k < end - 1; k += 2)
        {
            a = T.MultiplyAddEstimate(values[k], v[indices[k]], a);
            b = T.MultiplyAddEstimate(values[k + 1], v[indices[k + 1]], b);
        }

        if (k < end)
            a = T.MultiplyAddEstimate(values[k], v[indices[k]], a);
        T sum = a + b;
        if (residual.Shift != T.Zero)
            sum += residual.Shift * WeightedSum(j, residual.Weights);
        return (sum - (means[j] * residual.Sum)) * scales[j];
    }

    public void Dot(ReadOnlySpan<int> columns, in ResidualVector<T> residual, Span<T> products, ComputeContext? context)
    {
        long each = Math.Max(1, starts[count] / Math.Max(1, count));
        int chunk = (int)Math.Max(1, TaskValues / each), chunks = (columns.Length + chunk - 1) / chunk;
        if (chunks <= 1)
        {
            for (int i = 0; i < columns.Length; i++)
                products[i] = Dot(columns[i], residual);
            return;
        }

        fixed (int* j = columns)
        fixed (T* y = products)
            ParallelLoop.For(chunks, new DotBody(this, j, columns.Length, chunk, residual, y), context);
    }

    /// <summary>Each new column is written out over the samples and gathered by the others.</summary>
    public void Gram(ReadOnlySpan<int> members, int first, T* weights, T weightSum, T* scratch, T* matrix, int matrixStride)
    {
        for (int i = first; i < members.Length; i++)
        {
            new Span<T>(scratch, rows).Clear();
            var column = new ResidualVector<T>(scratch, weights, weightSum);
            Add(members[i], T.One, ref column);
            column.Settle(rows);
            for (int j = 0; j <= i; j++)
                matrix[((nint)i * matrixStride) + j] = matrix[((nint)j * matrixStride) + i] = Dot(members[j], column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int j, T factor, ref ResidualVector<T> residual)
    {
        T* v = residual.Values, d = residual.Weights;
        T scaled = factor * scales[j], sum = T.Zero;
        for (int k = starts[j]; k < starts[j + 1]; k++)
        {
            T term = d == null ? values[k] : values[k] * d[indices[k]];
            v[indices[k]] = T.MultiplyAddEstimate(scaled, term, v[indices[k]]);
            sum += term;
        }

        residual.Shift -= scaled * means[j];
        residual.Sum += scaled * (sum - (means[j] * residual.WeightSum));
    }

    public T SquaredNorm(int j, T* weights, T weightSum)
    {
        T mean = means[j], sum = T.Zero, stored = T.Zero;
        for (int k = starts[j]; k < starts[j + 1]; k++)
        {
            T d = weights == null ? T.One : weights[indices[k]], away = values[k] - mean;
            sum += d * away * away;
            stored += d;
        }

        return (sum + (T.Max(T.Zero, weightSum - stored) * mean * mean)) * scales[j] * scales[j];
    }

    private T WeightedSum(int j, T* weights)
    {
        T sum = T.Zero;
        for (int k = starts[j]; k < starts[j + 1]; k++)
            sum += weights == null ? values[k] : values[k] * weights[indices[k]];
        return sum;
    }

    private readonly struct DotBody(SparseColumns<T> columns, int* list, int count, int chunk, ResidualVector<T> residual, T* products) : ILoopBody
    {
        public void Run(int index)
        {
            for (int i = index * chunk; i < Math.Min(count, (index + 1) * chunk); i++)
                products[i] = columns.Dot(list[i], residual);
        }
    }
}
