using System.Numerics;

namespace MathsIA.Operators;

/// <summary>A sparse matrix in compressed sparse columns, as data and as an operator on vectors. Immutable.</summary>
/// <remarks>
/// <para>The values of column i stand at places <c>ColumnStarts[i]</c> to <c>ColumnStarts[i + 1] - 1</c> of <see cref="Values"/>, their
/// rows, rising strictly, at the same places of <see cref="RowIndices"/>. The adjoint gathers and may use several threads; applying scatters on
/// one. Where both matter and memory does not, keep the matrix in both forms: a CsrMatrix gathers when applied.</para>
/// <para>The norm is an upper bound: the smaller of <c>sqrt(‖A‖₁ ‖A‖∞)</c> and the Frobenius norm.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class CscMatrix<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CompressedStorage<T> _storage;
    private readonly ComputeContext? _context;

    internal CscMatrix(CompressedStorage<T> storage, ComputeContext? context = null)
        : base(new Shape(storage.Majors), new Shape(storage.Minors))
    {
        _storage = storage;
        _context = context;
    }

    private SparseProduct<T> Product => new(_storage, ByColumns: true, _context);

    /// <summary>The number of rows.</summary>
    public int Rows => _storage.Minors;

    /// <summary>The number of columns.</summary>
    public int Columns => _storage.Majors;

    /// <summary>The number of values stored.</summary>
    public int StoredCount => _storage.Values.Length;

    /// <summary>Where each column starts among the values: one number more than there are columns.</summary>
    public ReadOnlySpan<int> ColumnStarts => _storage.Starts;

    /// <summary>The row of each value.</summary>
    public ReadOnlySpan<int> RowIndices => _storage.Indices;

    /// <summary>The values, column by column.</summary>
    public ReadOnlySpan<T> Values => _storage.Values;

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => _storage.Norm;

    /// <summary>The entry at a place; zero where none is stored. Costs a binary search.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The place is outside the matrix.</exception>
    public T this[int row, int column]
    {
        get
        {
            if ((uint)row >= (uint)Rows)
                throw new ArgumentOutOfRangeException(nameof(row), row, $"The matrix has {Rows} rows.");
            if ((uint)column >= (uint)Columns)
                throw new ArgumentOutOfRangeException(nameof(column), column, $"The matrix has {Columns} columns.");
            return _storage.Get(column, row);
        }
    }

    /// <summary>Builds the matrix from triplets in any order; values that name the same place are added, in the order given.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="rowIndices">The row of each value.</param>
    /// <param name="columnIndices">The column of each value.</param>
    /// <param name="values">The values. Zeros are stored.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative or an index is outside the matrix.</exception>
    /// <exception cref="ShapeMismatchException">The three lists have different lengths.</exception>
    public static CscMatrix<T> FromTriplets(int rows, int columns, ReadOnlySpan<int> rowIndices, ReadOnlySpan<int> columnIndices, ReadOnlySpan<T> values)
    {
        CompressedStorage<T>.CheckSize(rows, columns);
        return new CscMatrix<T>(CompressedStorage<T>.FromTriplets("Csc.FromTriplets", columns, rows, columnIndices, rowIndices, values, "column", "row"));
    }

    /// <summary>Builds the matrix from the entries of a dense one that are not zero.</summary>
    /// <param name="matrix">A tensor of rank 2; may be strided.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ShapeMismatchException">The tensor's rank is not 2.</exception>
    public static CscMatrix<T> FromDense(Tensor<T> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Rank != 2)
            throw new ShapeMismatchException("Csc.FromDense", $"the matrix has the shape {matrix.Shape}; two axes are needed.", nameof(matrix));
        return new CscMatrix<T>(CompressedStorage<T>.FromDense(matrix, byColumns: true));
    }

    /// <summary>Builds the matrix from its three arrays, after checking every number in them.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="starts">Where each column starts: from 0 to the number of values, never falling.</param>
    /// <param name="indices">The row of each value, strictly rising within a column.</param>
    /// <param name="values">The values.</param>
    /// <returns>The matrix; the arrays are copied.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative or an index is outside the matrix.</exception>
    /// <exception cref="ArgumentException">The starts fall or do not span the values, or the indices of a column do not rise.</exception>
    /// <exception cref="ShapeMismatchException">The lengths do not fit together.</exception>
    public static CscMatrix<T> FromParts(int rows, int columns, ReadOnlySpan<int> starts, ReadOnlySpan<int> indices, ReadOnlySpan<T> values)
    {
        CompressedStorage<T>.CheckSize(rows, columns);
        return new CscMatrix<T>(CompressedStorage<T>.FromParts("Csc.FromParts", columns, rows, starts, indices, values, "column"));
    }

    /// <summary>The same matrix, shared, whose products run under another context.</summary>
    /// <param name="context">How many threads products may use. Results have the same bits under any.</param>
    /// <returns>A matrix on the same arrays.</returns>
    public CscMatrix<T> WithContext(ComputeContext context) => new(_storage, OperatorGuard.NotNull(context));

    /// <summary>The transpose, in the same format: a sort by counting.</summary>
    /// <returns>A new matrix.</returns>
    public CscMatrix<T> Transpose() => new(_storage.Turned(), _context);

    /// <summary>The same matrix in the other format: a sort by counting.</summary>
    /// <returns>A new matrix.</returns>
    public CsrMatrix<T> ToCsr() => new(_storage.Turned(), _context);

    /// <summary>The product with a dense matrix, <c>A X</c>.</summary>
    /// <param name="dense">X, of shape <c>[Columns, k]</c>; may be strided.</param>
    /// <returns>A new tensor of shape <c>[Rows, k]</c>.</returns>
    /// <exception cref="ShapeMismatchException">X is not a matrix with as many rows as this has columns.</exception>
    public Tensor<T> Multiply(Tensor<T> dense) => Product.Of(dense);

    /// <summary>The product with a dense matrix, <c>A X</c>, into a tensor of the caller.</summary>
    /// <param name="dense">X, of shape <c>[Columns, k]</c>; may be strided.</param>
    /// <param name="destination">A tensor of shape <c>[Rows, k]</c> that does not overlap X; may be strided.</param>
    /// <exception cref="ShapeMismatchException">A shape does not fit.</exception>
    /// <exception cref="ArgumentException">The destination overlaps X or repeats its elements.</exception>
    public void Multiply(Tensor<T> dense, Tensor<T> destination) => Product.Of(dense, destination);

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination) => SparseKernels.Scatter(_storage, x, destination);

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination) => SparseKernels.Gather(_storage, u, destination, _context);
}
