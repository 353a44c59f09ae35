using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The factorization <c>A P = Q R</c> of an m x n matrix: Q has orthonormal columns, R is upper triangular, and P
/// permutes columns (the identity unless pivoting was asked for).</summary>
/// <remarks>Made by <see cref="Matrix.Qr{T}"/>. Q is kept as a product of reflectors, which is both smaller and faster to apply
/// than the matrix itself. Immutable; safe to use from several threads. With pivoting the diagonal of R does not grow in
/// magnitude, which reveals the rank.
/// Source: G. Golub and C. Van Loan, Matrix Computations, 4th ed., sections 5.2 and 5.4.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed unsafe class QrFactorization<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _r;
    private readonly BlockReflectors<T> _reflectors;
    private readonly int[]? _permutation;

    internal QrFactorization(Tensor<T> r, BlockReflectors<T> reflectors, int[]? permutation)
    {
        _r = r;
        _reflectors = reflectors;
        _permutation = permutation;
    }

    /// <summary>The number of rows, m.</summary>
    public int Rows => _reflectors.Rows;

    /// <summary>The number of columns, n.</summary>
    public int Columns => _r.Shape[1];

    /// <summary>Whether columns were pivoted.</summary>
    public bool IsPivoted => _permutation is not null;

    private int Length => _r.Shape[0];

    private Shape Shape => new(Rows, Columns);

    /// <summary>The orthogonal factor: its first min(m, n) columns, or all m.</summary>
    /// <param name="full">Whether to form all of Q, [m, m].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new matrix [m, min(m, n)] with orthonormal columns.</returns>
    public Tensor<T> Q(bool full = false, ComputeContext? context = null)
    {
        Tensor<T> q = Tensor.Uninitialized<T>(Rows, full ? Rows : Length);
        fixed (T* p = q.Storage.Span)
            _reflectors.FormThin(MatrixArgument.View(p, q), context);
        return q;
    }

    /// <summary>The upper triangular factor. Its diagonal may be negative.</summary>
    /// <returns>A new matrix [min(m, n), n].</returns>
    public Tensor<T> R() => _r.Clone();

    /// <summary>The permutation P: column j of <c>A P</c> is column <c>Permutation()[j]</c> of A.</summary>
    /// <returns>A new array of n distinct indices.</returns>
    public int[] Permutation()
    {
        if (_permutation is not null)
            return [.. _permutation];
        var identity = new int[Columns];
        for (int j = 0; j < identity.Length; j++)
            identity[j] = j;
        return identity;
    }

    /// <summary>The product <c>Q B</c>, or <c>Qᵀ B</c>, with all of Q, [m, m], without forming it.</summary>
    /// <param name="b">A vector [m] or a matrix [m, k].</param>
    /// <param name="transpose">Whether to multiply by the transpose.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor of the shape of B.</returns>
    /// <exception cref="ShapeMismatchException">B does not have m rows.</exception>
    public Tensor<T> ApplyQ(Tensor<T> b, bool transpose = false, ComputeContext? context = null)
    {
        MatrixArgument.RequireRightSide(nameof(ApplyQ), Shape, Rows, b, nameof(b));
        Tensor<T> product = b.Clone();
        fixed (T* p = product.Storage.Span)
            _reflectors.Apply(MatrixArgument.View(p, product), transpose, context);
        return product;
    }

    /// <summary>How many leading diagonal elements of R exceed a fraction of the largest: the numerical rank.</summary>
    /// <remarks>Reliable with pivoting, where it is wrong only for rare contrived matrices; without, no more than a hint.</remarks>
    /// <param name="tolerance">The fraction; max(m, n) ε when left out.</param>
    /// <returns>The rank, from 0 to min(m, n).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or NaN.</exception>
    public int Rank(T? tolerance = null)
    {
        T fraction = tolerance ?? DefaultTolerance(Rows, Columns);
        if (!(fraction >= T.Zero))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "Rank: the tolerance must not be negative.");
        T largest = T.Zero;
        for (int i = 0; i < Length; i++)
            largest = T.Max(largest, T.Abs(_r[i, i]));
        int rank = 0;
        while (rank < Length && T.Abs(_r[rank, rank]) > fraction * largest)
            rank++;
        return rank;
    }

    /// <summary>The least-squares solution of <c>A X ≈ B</c>: the X that minimizes <c>‖A X - B‖₂</c>, of least norm where
    /// there are several.</summary>
    /// <remarks>With pivoting, any shape and rank: directions beyond <see cref="Rank"/> are given no weight, through a complete
    /// orthogonal factorization. Without, A must have at least as many rows as columns and no zero on the diagonal of R.
    /// Source: G. Golub and C. Van Loan, Matrix Computations, 4th ed., section 5.5.</remarks>
    /// <param name="b">A vector [m] or right sides [m, k].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>X, [n] or [n, k].</returns>
    /// <exception cref="ShapeMismatchException">B does not have m rows; or m &lt; n without pivoting.</exception>
    /// <exception cref="SingularMatrixException">Without pivoting: R has a zero on its diagonal.</exception>
    /// <exception cref="ArgumentException">B holds NaN or an infinity.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public Tensor<T> Solve(Tensor<T> b, ComputeContext? context = null)
    {
        MatrixArgument.RequireRightSide(nameof(Solve), Shape, Rows, b, nameof(b));
        MatrixArgument.RequireFinite(nameof(Solve), b, nameof(b));
        if (!IsPivoted && Rows < Columns)
            throw new ShapeMismatchException(nameof(Solve), $"the factored matrix {Shape} has fewer rows than columns: factor it with pivoting, or factor its transpose.", nameof(b));
        int rank = IsPivoted ? Rank() : Columns;
        for (int i = 0; i < rank; i++)
        {
            if (_r[i, i] == T.Zero)
                throw new SingularMatrixException(nameof(Solve), Shape, i);
        }

        Tensor<T> projected = ApplyQ(b, transpose: true, context)[..rank];
        Tensor<T> solution = rank < Columns ? LeastNorm(_r[..rank], projected, context) : SolveTriangle(projected, transpose: false, context);
        MatrixArgument.RequireInRange(nameof(Solve), solution);
        if (_permutation is null)
            return solution;
        Tensor<T> unpermuted = Tensor.Uninitialized<T>(solution.Shape);
        for (int j = 0; j < _permutation.Length; j++)
            solution[[(AxisSlice)j]].CopyTo(unpermuted[[(AxisSlice)_permutation[j]]]);
        return unpermuted;
    }

    /// <summary>The solution of least norm of <c>Aᵀ X = B</c> for a matrix of full column rank: <c>X = Q R⁻ᵀ B</c>.</summary>
    internal Tensor<T> SolveTransposed(Tensor<T> b, ComputeContext? context)
    {
        Tensor<T> extended = Tensor.Zeros<T>(b.Rank == 1 ? [Rows] : [Rows, b.Shape[1]]);
        SolveTriangle(b, transpose: true, context).CopyTo(extended[..Columns]);
        return ApplyQ(extended, transpose: false, context);
    }

    /// <summary>The determinant of A.</summary>
    /// <returns>The determinant, infinite or zero where it leaves the range of <typeparamref name="T"/>; 1 for n = 0.</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    public T Determinant() => DiagonalProduct(nameof(Determinant)).Value;

    /// <summary>The determinant of A as its sign and the logarithm of its magnitude.</summary>
    /// <returns>Sign 0 and minus infinity for a singular matrix.</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    public LogDeterminant<T> LogDeterminant() => DiagonalProduct(nameof(LogDeterminant)).Log;

    /// <summary>An estimate of <c>1 / (‖R‖₁ ‖R⁻¹‖₁)</c>, which is within a factor of n of the same for A.</summary>
    /// <remarks>O(n²). An upper bound, almost always within a factor of three; 0 when a diagonal element of R is zero. Of a
    /// wide matrix, m &lt; n, the leading square part of R is taken.</remarks>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A number from 0 to 1; 1 for an empty matrix.</returns>
    public T ReciprocalCondition(ComputeContext? context = null)
    {
        if (Length == 0)
            return T.One;
        for (int i = 0; i < Length; i++)
        {
            if (_r[i, i] == T.Zero)
                return T.Zero;
        }

        T norm = MatrixArgument.OneNorm(_r[.., ..Length]);
        return OneNormEstimator.ReciprocalCondition<T>(norm, Length,
            x => SolveTriangleInPlace(x, transpose: false, context), x => SolveTriangleInPlace(x, transpose: true, context));
    }

    /// <summary>The last diagonal element within a rank over the largest: what is left of the condition of a pivoted
    /// factorization.</summary>
    internal T LeadingRatio(int rank) => rank == 0 ? T.One : T.Abs(_r[rank - 1, rank - 1] / _r[0, 0]);

    internal static T DefaultTolerance(int rows, int columns) =>
        T.CreateTruncating(Math.Max(rows, columns)) * (T.BitIncrement(T.One) - T.One);

    private Tensor<T> SolveTriangle(Tensor<T> b, bool transpose, ComputeContext? context)
    {
        Tensor<T> x = b.Clone();
        SolveTriangleInPlace(x, transpose, context);
        return x;
    }

    private void SolveTriangleInPlace(Tensor<T> x, bool transpose, ComputeContext? context)
    {
        fixed (T* r = _r.Storage.Span, p = x.Storage.Span)
        {
            MatrixView<T> triangle = MatrixArgument.View(r, _r).Block(0, 0, Length, Length), vector = MatrixArgument.View(p, x);
            if (transpose)
                TriangularSolver.SolveLower(triangle.Transpose(), vector, unit: false, context);
            else
                TriangularSolver.SolveUpper(triangle, vector, unit: false, context);
        }
    }

    /// <summary>The solution of least norm of <c>W X = B</c>, W having full row rank: by the QR factorization of <c>Wᵀ</c>.</summary>
    private static Tensor<T> LeastNorm(Tensor<T> wide, Tensor<T> b, ComputeContext? context) =>
        Matrix.Qr(wide.Transpose(), pivot: false, context).SolveTransposed(b, context);

    private ScaledProduct<T> DiagonalProduct(string operation)
    {
        if (Rows != Columns)
            throw new ShapeMismatchException(operation, $"the factored matrix {Shape} is not square.", "a");
        // Each reflector has determinant -1, and so has each exchange of columns.
        bool negative = int.IsOddInteger(_reflectors.ReflectionCount) ^ IsOdd(_permutation ?? []);
        var product = new ScaledProduct<T>(negative);
        for (int i = 0; i < Length; i++)
            product.Multiply(_r[i, i]);
        return product;
    }

    private static bool IsOdd(ReadOnlySpan<int> permutation)
    {
        var seen = new bool[permutation.Length];
        bool odd = false;
        for (int i = 0; i < permutation.Length; i++)
        {
            // A cycle of length l is l - 1 exchanges.
            int length = 0;
            for (int j = i; !seen[j]; j = permutation[j])
            {
                seen[j] = true;
                length++;
            }

            odd ^= length > 0 && int.IsEvenInteger(length);
        }

        return odd;
    }
}
