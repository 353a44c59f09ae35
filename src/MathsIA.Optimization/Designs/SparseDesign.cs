using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Samples in the rows of a sparse matrix: every product costs the stored numbers.</summary>
internal sealed class SparseDesign<T> : IDesign<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CsrMatrix<T> _rows;

    public SparseDesign(CsrMatrix<T> design, string operation)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (design.Rows == 0 || design.Columns == 0)
            throw new ShapeMismatchException(operation, $"the design [{design.Rows}, {design.Columns}] has no sample or no feature.", nameof(design));
        foreach (T value in design.Values)
        {
            if (!T.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(design), value, $"{operation}: an element of the design [{design.Rows}, {design.Columns}] is not finite.");
        }

        _rows = design;
    }

    public int Samples => _rows.Rows;

    public int Features => _rows.Columns;

    public long StoredCount => _rows.StoredCount;

    public T LargestRow
    {
        get
        {
            T largest = T.Zero;
            for (int i = 0; i < Samples; i++)
                largest = T.Max(largest, Vectors.Dot(Values(i), Values(i)));
            return largest;
        }
    }

    public void Predict(int first, int count, int outputs, ReadOnlySpan<T> x, Span<T> z)
    {
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<T> values = Values(first + i);
            ReadOnlySpan<int> columns = Columns(first + i);
            if (outputs == 1)
            {
                z[i] = Gather(values, columns, x);
                continue;
            }

            Span<T> row = z.Slice(i * outputs, outputs);
            row.Clear();
            for (int j = 0; j < values.Length; j++)
                Vectors.AddScaled(row, values[j], x.Slice(columns[j] * outputs, outputs), row);
        }
    }

    public void AddAdjoint(int first, int count, int outputs, ReadOnlySpan<T> z, Span<T> gradient)
    {
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<T> values = Values(first + i), weights = z.Slice(i * outputs, outputs);
            ReadOnlySpan<int> columns = Columns(first + i);
            for (int j = 0; j < values.Length; j++)
            {
                if (outputs == 1)
                {
                    gradient[columns[j]] += values[j] * weights[0];
                    continue;
                }

                Span<T> part = gradient.Slice(columns[j] * outputs, outputs);
                Vectors.AddScaled(part, values[j], weights, part);
            }
        }
    }

    public void AddGram(int first, int count, ReadOnlySpan<T> curvatures, Span<T> hessian)
    {
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<T> values = Values(first + i);
            ReadOnlySpan<int> columns = Columns(first + i);
            for (int j = 0; j < values.Length; j++)
            {
                T weight = curvatures[i] * values[j];
                Span<T> row = hessian.Slice(columns[j] * Features, Features);
                for (int k = 0; k < values.Length; k++)
                    row[columns[k]] += weight * values[k];
            }
        }
    }

    /// <summary>Bounds: the square of the bound of the norm, and 0.</summary>
    public (T Largest, T Smallest) Spectrum(ComputeContext? context) => (_rows.Norm.Bound * _rows.Norm.Bound, T.Zero);

    private static T Gather(ReadOnlySpan<T> values, ReadOnlySpan<int> columns, ReadOnlySpan<T> x)
    {
        // Two sums, so that an addition need not wait for the one before.
        T even = T.Zero, odd = T.Zero;
        int j = 0;
        for (; j + 1 < values.Length; j += 2)
        {
            even += values[j] * x[columns[j]];
            odd += values[j + 1] * x[columns[j + 1]];
        }

        return j < values.Length ? even + odd + (values[j] * x[columns[j]]) : even + odd;
    }

    private ReadOnlySpan<T> Values(int row) => _rows.Values[_rows.RowStarts[row].._rows.RowStarts[row + 1]];

    private ReadOnlySpan<int> Columns(int row) => _rows.ColumnIndices[_rows.RowStarts[row].._rows.RowStarts[row + 1]];
}
