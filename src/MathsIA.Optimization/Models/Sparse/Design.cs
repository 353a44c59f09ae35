using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>The samples of a linear model, one a row: a dense matrix or a sparse one. Either converts to it by itself.</summary>
/// <remarks>Nothing is copied here. A fit of a dense design works on a copy of its own, column by column; a tensor whose transpose is
/// contiguous is read faster than a row-major one. A fit of a sparse design reads the matrix where it is: centring and scaling
/// never make it dense.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Design<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Design(Tensor<T>? dense, CscMatrix<T>? sparse, int samples, int features)
    {
        Dense = dense;
        Sparse = sparse;
        Samples = samples;
        Features = features;
    }

    /// <summary>The number of samples.</summary>
    public int Samples { get; }

    /// <summary>The number of features.</summary>
    public int Features { get; }

    /// <summary>Whether the matrix is sparse.</summary>
    public bool IsSparse => Sparse is not null;

    internal Tensor<T>? Dense { get; }

    internal CscMatrix<T>? Sparse { get; }

    /// <summary>Takes a dense matrix.</summary>
    /// <param name="design">The samples, one a row: [n, p]; may be strided.</param>
    /// <returns>The design, sharing the elements.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The rank is not 2.</exception>
    public static Design<T> From(Tensor<T> design)
    {
        Guard.Rank(design, 2, "Design");
        return new Design<T>(design, null, design.Shape[0], design.Shape[1]);
    }

    /// <summary>Takes a sparse matrix by columns.</summary>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <returns>The design, sharing the matrix.</returns>
    /// <exception cref="ArgumentNullException">The matrix is null.</exception>
    public static Design<T> From(CscMatrix<T> design)
    {
        ArgumentNullException.ThrowIfNull(design);
        return new Design<T>(null, design, design.Rows, design.Columns);
    }

    /// <summary>Takes a dense matrix.</summary>
    /// <param name="design">The samples, one a row: [n, p]; may be strided.</param>
    public static implicit operator Design<T>(Tensor<T> design) => From(design);

    /// <summary>Takes a sparse matrix by columns.</summary>
    /// <param name="design">The samples, one a row: [n, p].</param>
    public static implicit operator Design<T>(CscMatrix<T> design) => From(design);

    /// <summary>The product with coefficients, <c>X W</c>: [n, k] for coefficients of [p, k].</summary>
    internal Tensor<T> Multiply(Tensor<T> coefficients, ComputeContext? context) =>
        Sparse is { } sparse ? sparse.Multiply(coefficients) : Dense!.MatMul(coefficients, context);

    /// <summary>Some of the samples, in the order given.</summary>
    internal Design<T> Rows(ReadOnlySpan<int> rows)
    {
        if (Sparse is { } sparse)
        {
            var place = new int[Samples];
            Array.Fill(place, -1);
            for (int i = 0; i < rows.Length; i++)
                place[rows[i]] = i;
            var (row, column, value) = (new List<int>(), new List<int>(), new List<T>());
            for (int j = 0; j < Features; j++)
            {
                for (int k = sparse.ColumnStarts[j]; k < sparse.ColumnStarts[j + 1]; k++)
                {
                    if (place[sparse.RowIndices[k]] is var i and >= 0)
                    {
                        row.Add(i);
                        column.Add(j);
                        value.Add(sparse.Values[k]);
                    }
                }
            }

            return From(CscMatrix<T>.FromTriplets(rows.Length, Features, row.ToArray(), column.ToArray(), value.ToArray()));
        }

        Tensor<T> part = Tensor.Uninitialized<T>(rows.Length, Features);
        for (int i = 0; i < rows.Length; i++)
            Dense![rows[i], ..].CopyTo(part[i, ..]);
        return From(part);
    }
}
