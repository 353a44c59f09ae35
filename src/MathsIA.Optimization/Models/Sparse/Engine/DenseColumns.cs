using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>Columns one after another in memory, each padded with zeros to whole registers.</summary>
internal readonly unsafe struct DenseColumns<T>(T* data, int rows, int count, int stride) : IColumns<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements that one task reads.</summary>
    private const int TaskElements = 1 << 16;

    public int Rows => rows;

    public int Count => count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Dot(int j, in ResidualVector<T> residual) => ColumnKernels.Dot(stride, data + ((nint)j * stride), residual.Values);

    public void Dot(ReadOnlySpan<int> columns, in ResidualVector<T> residual, Span<T> products, ComputeContext? context)
    {
        int chunk = Math.Max(4, TaskElements / stride / 4 * 4), chunks = (columns.Length + chunk - 1) / chunk;
        fixed (int* j = columns)
        fixed (T* y = products)
        {
            var body = new DotBody(data, stride, j, columns.Length, chunk, residual.Values, y);
            if (chunks <= 1)
                body.Run(0);
            else
                ParallelLoop.For(chunks, body, context);
        }
    }

    /// <summary>Four new columns at a time, weighted into the scratch, against four others.</summary>
    public void Gram(ReadOnlySpan<int> members, int first, T* weights, T weightSum, T* scratch, T* matrix, int matrixStride)
    {
        T* sums = stackalloc T[16];
        for (int i = first; i < members.Length; i += 4)
        {
            int here = Math.Min(4, members.Length - i);
            for (int k = 0; k < here && weights != null; k++)
            {
                new Span<T>(scratch + ((nint)k * stride), stride).Clear();
                ColumnKernels.AddWeighted(stride, T.One, data + ((nint)members[i + k] * stride), weights, scratch + ((nint)k * stride));
            }

            T* a0 = New(members, i, 0, weights, scratch), a1 = New(members, i, Math.Min(1, here - 1), weights, scratch);
            T* a2 = New(members, i, Math.Min(2, here - 1), weights, scratch), a3 = New(members, i, here - 1, weights, scratch);
            for (int j = 0; j < i + here; j += 4)
            {
                int there = Math.Min(4, i + here - j);
                T* b0 = Column(members[j]), b1 = Column(members[j + Math.Min(1, there - 1)]);
                T* b2 = Column(members[j + Math.Min(2, there - 1)]), b3 = Column(members[j + there - 1]);
                ColumnKernels.Dot4By4(stride, a0, a1, a2, a3, b0, b1, b2, b3, sums);
                for (int k = 0; k < here; k++)
                {
                    for (int l = 0; l < there; l++)
                        matrix[((nint)(i + k) * matrixStride) + j + l] = matrix[((nint)(j + l) * matrixStride) + i + k] = sums[(4 * k) + l];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int j, T factor, ref ResidualVector<T> residual)
    {
        T* column = data + ((nint)j * stride);
        if (residual.Weights == null)
            ColumnKernels.Add(stride, factor, column, residual.Values);
        else
            ColumnKernels.AddWeighted(stride, factor, column, residual.Weights, residual.Values);
    }

    public T SquaredNorm(int j, T* weights, T weightSum)
    {
        T* column = data + ((nint)j * stride);
        return weights == null ? ColumnKernels.Dot(stride, column, column) : ColumnKernels.WeightedSquare(stride, column, weights);
    }

    private T* Column(int j) => data + ((nint)j * stride);

    /// <summary>The place of a new column: weighted in the scratch, or where it is.</summary>
    private T* New(ReadOnlySpan<int> members, int i, int k, T* weights, T* scratch) => weights == null ? Column(members[i + k]) : scratch + ((nint)k * stride);

    private readonly struct DotBody(T* data, int stride, int* columns, int count, int chunk, T* x, T* products) : ILoopBody
    {
        public void Run(int index)
        {
            int end = Math.Min(count, (index + 1) * chunk);
            T* sums = stackalloc T[4];
            for (int k = index * chunk; k < end; k += 4)
            {
                int here = Math.Min(4, end - k);
                // Missing columns repeat the first one: their sums are not used.
                T* a0 = data + ((nint)columns[k] * stride);
                T* a1 = here > 1 ? data + ((nint)columns[k + 1] * stride) : a0;
                T* a2 = here > 2 ? data + ((nint)columns[k + 2] * stride) : a0;
                T* a3 = here > 3 ? data + ((nint)columns[k + 3] * stride) : a0;
                ColumnKernels.Dot4(stride, a0, a1, a2, a3, x, sums);
                for (int i = 0; i < here; i++)
                    products[k + i] = sums[i];
            }
        }
    }
}
