using CsCheck;
using MathsIA.Operators;

namespace MathsIA.Tests.Operators;

public sealed class SparseMatrixTests
{
    private static readonly Gen<(int Rows, int Columns, (int Row, int Column, double Value)[] Entries)> Patterns =
        from rows in Gen.Int[1, 20]
        from columns in Gen.Int[1, 20]
        from entries in Gen.Select(Gen.Int[0, rows - 1], Gen.Int[0, columns - 1], Gen.Int[-8, 8].Select(v => v / 4.0)).Array[0, 120]
        select (rows, columns, entries);

    [Fact]
    public void Triplets_in_any_order_with_duplicates_make_the_dense_sum() => Patterns.Sample(pattern =>
    {
        Tensor<double> dense = Tensor.Zeros<double>(pattern.Rows, pattern.Columns);
        foreach ((int row, int column, double value) in pattern.Entries)
            dense[row, column] += value;
        int[] rows = [.. pattern.Entries.Select(e => e.Row)], columns = [.. pattern.Entries.Select(e => e.Column)];
        double[] values = [.. pattern.Entries.Select(e => e.Value)];
        CsrMatrix<double> csr = CsrMatrix<double>.FromTriplets(pattern.Rows, pattern.Columns, rows, columns, values);
        CscMatrix<double> csc = CscMatrix<double>.FromTriplets(pattern.Rows, pattern.Columns, rows, columns, values);
        double[] expected = dense.ToArray();
        // Quarters add up exactly, so every way must give the same bits.
        Assert.Equal(expected, csr.ToDense().ToArray());
        Assert.Equal(expected, csc.ToDense().ToArray());
        Assert.Equal(expected, csr.ToCsc().ToDense().ToArray());
        Assert.Equal(expected, csc.ToCsr().ToDense().ToArray());
        Assert.Equal(dense.Transpose().ToArray(), csr.Transpose().ToDense().ToArray());
        Assert.Equal(dense.Transpose().ToArray(), csc.Transpose().ToDense().ToArray());
        Assert.Equal(expected, CsrMatrix<double>.FromDense(dense).ToDense().ToArray());
        Assert.Equal(expected, CsrMatrix<double>.FromParts(csr.Rows, csr.Columns, csr.RowStarts, csr.ColumnIndices, csr.Values).ToDense().ToArray());
        Assert.Equal(expected, CscMatrix<double>.FromParts(csc.Rows, csc.Columns, csc.ColumnStarts, csc.RowIndices, csc.Values).ToDense().ToArray());
        for (int i = 0; i < pattern.Rows; i++)
        {
            for (int j = 0; j < pattern.Columns; j++)
            {
                Assert.Equal(dense[i, j], csr[i, j]);
                Assert.Equal(dense[i, j], csc[i, j]);
            }
        }
    }, iter: 300, seed: "0000KOIPe5p6");

    [Fact]
    public void Products_with_vectors_and_matrices_equal_the_dense_ones() => Patterns.Sample(pattern =>
    {
        CsrMatrix<double> csr = CsrMatrix<double>.FromTriplets(pattern.Rows, pattern.Columns, [.. pattern.Entries.Select(e => e.Row)], [.. pattern.Entries.Select(e => e.Column)], [.. pattern.Entries.Select(e => e.Value)]);
        CscMatrix<double> csc = csr.ToCsc();
        Tensor<double> dense = csr.ToDense(), right = OperatorRows<double>.Random(3, pattern.Columns).Transpose();
        Tensor<double> ours = csr.Multiply(right), theirs = csc.Multiply(right), strided = Tensor.Zeros<double>(3, pattern.Rows).Transpose();
        csr.Multiply(right, strided);
        Assert.Equal(ours.ToArray(), strided.ToArray());
        for (int i = 0; i < pattern.Rows; i++)
        {
            for (int k = 0; k < 3; k++)
            {
                double sum = 0;
                for (int j = 0; j < pattern.Columns; j++)
                    sum += dense[i, j] * right[j, k];
                Assert.Equal(sum, ours[i, k], 1e-12);
                Assert.Equal(sum, theirs[i, k], 1e-12);
            }
        }
    }, iter: 100, seed: "0000KOIPe5p6");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(37)]
    [InlineData(85)]
    public void Products_with_matrices_of_any_width_equal_those_with_their_columns(int width)
    {
        CsrMatrix<float> csr = CsrMatrix<float>.FromDense(OperatorRows<float>.Sparse(19, 23));
        Tensor<float> right = OperatorRows<float>.Random(23, width), product = csr.Multiply(right), other = csr.ToCsc().Multiply(right);
        for (int k = 0; k < width; k++)
        {
            Tensor<float> column = csr.Apply(right[.., k]);
            for (int i = 0; i < 19; i++)
            {
                Assert.Equal(column[i], product[i, k], 1e-5f);
                Assert.Equal(column[i], other[i, k], 1e-5f);
            }
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        const int n = 3000;
        var rows = new List<int>();
        var columns = new List<int>();
        for (int i = 0; i < n; i++)
        {
            // Rows of very uneven length, among them empty ones.
            for (int k = 0; k < (i % 97 == 0 ? 1500 : i % 5 * 12); k++)
            {
                rows.Add(i);
                columns.Add((i * 31 + k * 7) % n);
            }
        }

        Tensor<float> values = OperatorRows<float>.Random(rows.Count), x = OperatorRows<float>.Random(n), block = OperatorRows<float>.Random(n, 5);
        CsrMatrix<float> matrix = CsrMatrix<float>.FromTriplets(n, n, rows.ToArray(), columns.ToArray(), values.AsSpan());
        Assert.True(matrix.StoredCount > 1 << 16, "the matrix must be large enough to be cut");
        CsrMatrix<float> one = matrix.WithContext(ComputeContext.SingleThread), four = matrix.WithContext(new() { DegreeOfParallelism = 4 });
        Assert.Equal(one.Apply(x).ToArray(), four.Apply(x).ToArray());
        Assert.Equal(one.Multiply(block).ToArray(), four.Multiply(block).ToArray());
        double[] reference = new double[n];
        for (int k = 0; k < rows.Count; k++)
            reference[rows[k]] += (double)values[k] * x[columns[k]];
        float[] ours = four.Apply(x).ToArray();
        for (int i = 0; i < n; i++)
            Assert.Equal(reference[i], ours[i], 1e-4);
    }

    [Fact]
    public void Every_index_is_checked_before_use()
    {
        Assert.Equal("rowIndices", Assert.Throws<ArgumentOutOfRangeException>(() => CsrMatrix<double>.FromTriplets(2, 3, [2], [0], [1.0])).ParamName);
        Assert.Equal("columnIndices", Assert.Throws<ArgumentOutOfRangeException>(() => CsrMatrix<double>.FromTriplets(2, 3, [1], [-1], [1.0])).ParamName);
        Assert.Equal("columnIndices", Assert.Throws<ArgumentOutOfRangeException>(() => CscMatrix<double>.FromTriplets(2, 3, [1], [3], [1.0])).ParamName);
        Assert.Equal("values", Assert.Throws<ShapeMismatchException>(() => CsrMatrix<double>.FromTriplets(2, 3, [1], [2], [])).ParamName);
        Assert.Equal("rows", Assert.Throws<ArgumentOutOfRangeException>(() => CsrMatrix<double>.FromTriplets(-1, 3, [], [], [])).ParamName);
        Assert.Equal("starts", Assert.Throws<ShapeMismatchException>(() => CsrMatrix<double>.FromParts(2, 2, [0, 1], [0], [1.0])).ParamName);
        Assert.Equal("starts", Assert.Throws<ArgumentException>(() => CsrMatrix<double>.FromParts(2, 2, [0, 2, 1], [0], [1.0])).ParamName);
        Assert.Equal("starts", Assert.Throws<ArgumentException>(() => CsrMatrix<double>.FromParts(2, 2, [0, 1, 2], [0], [1.0])).ParamName);
        Assert.Equal("indices", Assert.Throws<ArgumentOutOfRangeException>(() => CsrMatrix<double>.FromParts(2, 2, [0, 1, 1], [2], [1.0])).ParamName);
        Assert.Equal("indices", Assert.Throws<ArgumentException>(() => CsrMatrix<double>.FromParts(1, 4, [0, 2], [2, 1], [1.0, 1])).ParamName);
        Assert.Equal("indices", Assert.Throws<ShapeMismatchException>(() => CsrMatrix<double>.FromParts(1, 4, [0, 2], [2], [1.0, 1])).ParamName);
        Assert.Equal("matrix", Assert.Throws<ShapeMismatchException>(() => CscMatrix<double>.FromDense(Tensor.Zeros<double>(2))).ParamName);
        CsrMatrix<double> matrix = CsrMatrix<double>.FromTriplets(2, 3, [1], [2], [1.0]);
        Assert.Equal("column", Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, 3]).ParamName);
        Assert.Equal("dense", Assert.Throws<ShapeMismatchException>(() => matrix.Multiply(Tensor.Zeros<double>(2, 2))).ParamName);
        Assert.Equal("destination", Assert.Throws<ShapeMismatchException>(() => matrix.Multiply(Tensor.Zeros<double>(3, 2), Tensor.Zeros<double>(3, 2))).ParamName);
    }
}
