using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>The thin singular value decomposition <c>A = U diag(σ) Vᵀ</c>, of a matrix or of a batch; with fewer values than the
/// matrix has, the best approximation of that rank.</summary>
/// <remarks>Made by <see cref="Matrix.Svd{T}"/> and <see cref="Matrix.RandomizedSvd{T}"/>. Holds nothing of A. Methods that give one
/// number need a single matrix: take it out of a batch with the indexer. The signs of the vectors are arbitrary, but the same in
/// every run: only the signs of a pair of u and v together are determined.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SingularValueDecomposition<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal SingularValueDecomposition(Tensor<T> u, Tensor<T> values, Tensor<T> vt) => (U, Values, Vt) = (u, values, vt);

    /// <summary>The left singular vectors, [..., m, k]: orthonormal columns. k is min(m, n), or the rank that was asked for.</summary>
    public Tensor<T> U { get; }

    /// <summary>The singular values in decreasing order, [..., k], none negative.</summary>
    public Tensor<T> Values { get; }

    /// <summary>The right singular vectors as rows, [..., k, n]: orthonormal.</summary>
    public Tensor<T> Vt { get; }

    /// <summary>The number of rows, m.</summary>
    public int Rows => U.Shape[-2];

    /// <summary>The number of columns, n.</summary>
    public int Columns => Vt.Shape[-1];

    /// <summary>The decomposition of one matrix of a batch, sharing memory.</summary>
    /// <param name="indices">One index for each leading axis.</param>
    /// <exception cref="ArgumentException">There are not as many indices as leading axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its axis.</exception>
    public SingularValueDecomposition<T> this[params ReadOnlySpan<int> indices]
    {
        get
        {
            AxisSlice[] slices = SpectralArgument.Leading(nameof(SingularValueDecomposition<>), U.Shape, indices);
            return new SingularValueDecomposition<T>(U[slices], Values[slices], Vt[slices]);
        }
    }

    /// <summary>Takes the parts apart: <c>var (u, values, vt) = ...</c>.</summary>
    /// <param name="u">The left singular vectors as columns.</param>
    /// <param name="values">The singular values in decreasing order.</param>
    /// <param name="vt">The right singular vectors as rows.</param>
    public void Deconstruct(out Tensor<T> u, out Tensor<T> values, out Tensor<T> vt) => (u, values, vt) = (U, Values, Vt);

    /// <summary>The number of singular values that exceed a fraction of the largest.</summary>
    /// <param name="tolerance">The fraction; max(m, n) ε when left out.</param>
    /// <returns>The rank, from 0 to k.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or NaN.</exception>
    /// <exception cref="InvalidOperationException">This is a batch.</exception>
    public int Rank(T? tolerance = null)
    {
        SpectralArgument.RequireSingle(nameof(Rank), U.Shape);
        T fraction = SpectralArgument.Tolerance(nameof(Rank), Rows, Columns, tolerance);
        int rank = 0;
        ReadOnlySpan<T> values = Values.Contiguous().AsSpan();
        foreach (T x in values)
            rank += x > fraction * values[0] ? 1 : 0;
        return rank;
    }

    /// <summary>The condition number in the 2-norm: the largest singular value over the smallest.</summary>
    /// <returns>A number from 1; infinite where the smallest is zero; 1 when there is none.</returns>
    /// <exception cref="InvalidOperationException">This is a batch.</exception>
    public T Condition()
    {
        SpectralArgument.RequireSingle(nameof(Condition), U.Shape);
        return ConditionOf(Values.Contiguous().AsSpan());
    }

    /// <summary>The spectral norm <c>‖A‖₂</c>: the largest singular value.</summary>
    /// <returns>The norm; 0 for an empty matrix.</returns>
    /// <exception cref="InvalidOperationException">This is a batch.</exception>
    public T SpectralNorm()
    {
        SpectralArgument.RequireSingle(nameof(SpectralNorm), U.Shape);
        return Values.IsEmpty ? T.Zero : Values[0];
    }

    /// <summary>The nuclear norm: the sum of the singular values.</summary>
    /// <returns>The norm; 0 for an empty matrix.</returns>
    /// <exception cref="InvalidOperationException">This is a batch.</exception>
    public T NuclearNorm()
    {
        SpectralArgument.RequireSingle(nameof(NuclearNorm), U.Shape);
        return SumOf(Values.Contiguous().AsSpan());
    }

    /// <summary>The matrix put together again from its largest singular values: the nearest of that rank in the spectral and the
    /// Frobenius norm (Eckart, Young, Mirsky).</summary>
    /// <param name="rank">How many singular values to use; all when left out.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor [..., m, n].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rank is below 0 or above k.</exception>
    public Tensor<T> Reconstruct(int? rank = null, ComputeContext? context = null)
    {
        int k = Values.Shape[-1], used = rank ?? k;
        if ((uint)used > (uint)k)
            throw new ArgumentOutOfRangeException(nameof(rank), rank, $"Reconstruct: the rank must lie between 0 and {k}.");
        Tensor<T> result = Tensor.Uninitialized<T>([.. U.Shape.Lengths[..^1], Columns]);
        SpectralProduct.Run(nameof(Reconstruct), U[AxisSlice.Ellipsis, ..used], Values[AxisSlice.Ellipsis, ..used], Vt[AxisSlice.Ellipsis, ..used, ..], result, symmetric: false, context);
        return result;
    }

    /// <summary>The Moore-Penrose inverse <c>A⁺ = V diag(1/σ) Uᵀ</c>.</summary>
    /// <param name="tolerance">Singular values of at most this fraction of the largest count as zero; max(m, n) ε when left out.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor [..., n, m].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or NaN.</exception>
    public Tensor<T> PseudoInverse(T? tolerance = null, ComputeContext? context = null) =>
        PseudoInverse(Tensor.Uninitialized<T>([.. U.Shape.Lengths[..^2], Columns, Rows]), tolerance, context);

    /// <summary>The Moore-Penrose inverse, into a destination.</summary>
    /// <param name="destination">Where the inverse goes, [..., n, m]; must not overlap the decomposition.</param>
    /// <param name="tolerance">Singular values of at most this fraction of the largest count as zero; max(m, n) ε when left out.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or NaN.</exception>
    /// <exception cref="ArgumentException">The destination overlaps the decomposition.</exception>
    public Tensor<T> PseudoInverse(Tensor<T> destination, T? tolerance = null, ComputeContext? context = null)
    {
        Tensor<T> weights = SpectralArgument.Reciprocals(nameof(PseudoInverse), Values, Rows, Columns, tolerance);
        MatrixArgument.RequireDestination(nameof(PseudoInverse), new Shape([.. U.Shape.Lengths[..^2], Columns, Rows]), destination);
        SpectralArgument.RequireApart(nameof(PseudoInverse), destination, U);
        SpectralArgument.RequireApart(nameof(PseudoInverse), destination, Vt);
        SpectralProduct.Run(nameof(PseudoInverse), SpectralArgument.Transposed(Vt), weights, SpectralArgument.Transposed(U), destination, symmetric: false, context);
        return destination;
    }

    /// <summary>The least-squares solution of <c>A X ≈ B</c>: the X of least norm among those that minimize <c>‖A X - B‖₂</c>.</summary>
    /// <param name="b">A vector [m] or right sides [m, k] for a single matrix; [..., m, k] for a batch.</param>
    /// <param name="tolerance">Singular values of at most this fraction of the largest count as zero; max(m, n) ε when left out.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>X: [n], [n, k] or [..., n, k].</returns>
    /// <exception cref="ShapeMismatchException">B does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or NaN.</exception>
    /// <exception cref="ArgumentException">B holds NaN or an infinity.</exception>
    public Tensor<T> Solve(Tensor<T> b, T? tolerance = null, ComputeContext? context = null) =>
        SpectralArgument.Solve(nameof(Solve), U, SpectralArgument.Reciprocals(nameof(Solve), Values, Rows, Columns, tolerance), SpectralArgument.Transposed(Vt), b, context);

    internal static T ConditionOf(ReadOnlySpan<T> values) =>
        values.IsEmpty ? T.One : values[^1] == T.Zero ? T.PositiveInfinity : values[0] / values[^1];

    internal static T SumOf(ReadOnlySpan<T> values)
    {
        // From the smallest up, so that the small ones count.
        T sum = T.Zero;
        for (int i = values.Length - 1; i >= 0; i--)
            sum += values[i];
        return sum;
    }
}
