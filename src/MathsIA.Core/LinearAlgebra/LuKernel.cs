using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The factorization <c>P A = L U</c> with partial pivoting, in place, by halving the columns.</summary>
/// <remarks>Source: S. Toledo, Locality of reference in LU decomposition with partial pivoting, SIAM J. Matrix Anal. Appl. 18
/// (1997). A strip of a few columns is factored on a packed copy whose rows fill whole registers, so that one step of
/// elimination is one fused multiply-add a row, and the search for the next pivot rides along.</remarks>
internal static unsafe class LuKernel
{
    /// <summary>Multiplications from which a product is shared between threads: below, waking them costs more.</summary>
    private const long ShareFrom = 1 << 21;

    /// <summary>Columns of a strip: one row is 128 bytes.</summary>
    private static int LeafColumns<T>() where T : unmanaged => 128 / Math.Max(4, sizeof(T));

    /// <summary>Overwrites A with L (unit diagonal, not stored) and U; row i was exchanged with row <c>pivots[i]</c>, in order.</summary>
    /// <returns>-1, or the index of the first pivot that is exactly zero; the factorization is complete all the same.</returns>
    public static int Factor<T>(MatrixView<T> a, int* pivots, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var scratch = new Workspace<T>((long)a.Rows * LeafColumns<T>());
        return Factor(a, pivots, scratch.Data, context);
    }

    private static int Factor<T>(MatrixView<T> a, int* pivots, T* scratch, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int m = a.Rows, n = a.Columns, k = Math.Min(m, n), leaf = LeafColumns<T>();
        if (k == 0)
            return -1;
        if (n <= leaf)
            return Leaf(a, pivots, scratch);

        int n1 = k <= leaf ? k : (k / 2 + leaf - 1) / leaf * leaf, n2 = n - n1;
        MatrixView<T> left = a.Block(0, 0, m, n1), right = a.Block(0, n1, m, n2);
        int singular = Factor(left, pivots, scratch, context);
        SwapRows(right, pivots, n1);
        TriangularSolver.SolveLower(a.Block(0, 0, n1, n1), a.Block(0, n1, n1, n2), unit: true, context);
        if (m == n1)
            return singular;

        MatrixView<T> a22 = a.Block(n1, n1, m - n1, n2);
        bool share = (long)(m - n1) * n1 * n2 >= ShareFrom;
        Gemm.Run(-T.One, a.Block(n1, 0, m - n1, n1), a.Block(0, n1, n1, n2), T.One, a22, share ? context : ComputeContext.SingleThread);
        int later = Factor(a22, pivots + n1, scratch, context);
        SwapRows(a.Block(n1, 0, m - n1, n1), pivots + n1, k - n1);
        for (int i = n1; i < k; i++)
            pivots[i] += n1;
        return singular >= 0 || later < 0 ? singular : n1 + later;
    }

    /// <summary>Overwrites B with the solution of <c>A X = B</c>, or of <c>Aᵀ X = B</c>, given the factors of a regular A.</summary>
    public static void Solve<T>(MatrixView<T> factors, int* pivots, MatrixView<T> b, bool transpose, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!transpose)
        {
            SwapRows(b, pivots, factors.Rows);
            TriangularSolver.SolveLower(factors, b, unit: true, context);
            TriangularSolver.SolveUpper(factors, b, unit: false, context);
        }
        else
        {
            TriangularSolver.SolveLower(factors.Transpose(), b, unit: false, context);
            TriangularSolver.SolveUpper(factors.Transpose(), b, unit: true, context);
            SwapRowsBack(b, pivots, factors.Rows);
        }
    }

    /// <summary>The determinant of a factored square matrix, as a product still to be rounded.</summary>
    public static ScaledProduct<T> PivotProduct<T>(MatrixView<T> factors, int* pivots) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int exchanges = 0;
        for (int i = 0; i < factors.Rows; i++)
            exchanges += pivots[i] == i ? 0 : 1;
        var product = new ScaledProduct<T>(int.IsOddInteger(exchanges));
        for (int i = 0; i < factors.Rows; i++)
            product.Multiply(factors[i, i]);
        return product;
    }

    /// <summary>Exchanges row i with row <c>pivots[i]</c>, for i = 0, 1, ...</summary>
    public static void SwapRows<T>(MatrixView<T> a, int* pivots, int count) where T : unmanaged
    {
        for (int i = 0; i < count; i++)
        {
            if (pivots[i] != i)
                SwapRows(a, i, pivots[i]);
        }
    }

    /// <summary>Undoes <see cref="SwapRows{T}(MatrixView{T}, int*, int)"/>.</summary>
    public static void SwapRowsBack<T>(MatrixView<T> a, int* pivots, int count) where T : unmanaged
    {
        for (int i = count - 1; i >= 0; i--)
        {
            if (pivots[i] != i)
                SwapRows(a, i, pivots[i]);
        }
    }

    private static void SwapRows<T>(MatrixView<T> a, int i, int j) where T : unmanaged
    {
        T* x = a.Data + i * a.RowStride, y = a.Data + j * a.RowStride;
        if (a.ColumnStride == 1)
        {
            // Through a small buffer: three straight copies beat an element-wise exchange.
            const int Chunk = 64;
            T* buffer = stackalloc T[Chunk];
            for (int c = 0; c < a.Columns; c += Chunk)
            {
                uint bytes = (uint)(Math.Min(Chunk, a.Columns - c) * sizeof(T));
                Unsafe.CopyBlockUnaligned(buffer, x + c, bytes);
                Unsafe.CopyBlockUnaligned(x + c, y + c, bytes);
                Unsafe.CopyBlockUnaligned(y + c, buffer, bytes);
            }

            return;
        }

        for (int c = 0; c < a.Columns; c++)
            (x[c * a.ColumnStride], y[c * a.ColumnStride]) = (y[c * a.ColumnStride], x[c * a.ColumnStride]);
    }

    private static int Leaf<T>(MatrixView<T> a, int* pivots, T* scratch) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
            return Leaf<Lane512<T>, T>(a, pivots, scratch);
        if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
            return Leaf<Lane256<T>, T>(a, pivots, scratch);
        if (LaneWidth.IsVectorized<T>())
            return Leaf<Lane128<T>, T>(a, pivots, scratch);
        return Leaf<LaneScalar<T>, T>(a, pivots, scratch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Leaf<TLane, T>(MatrixView<T> a, int* pivots, T* packed)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int m = a.Rows, n = a.Columns, k = Math.Min(m, n), width = LeafColumns<T>(), singular = -1;
        if (n < width)
            new Span<T>(packed, m * width).Clear();
        for (int i = 0; i < m; i++)
            StridedCopy.CopyRun(a.Data + i * a.RowStride, a.ColumnStride, packed + i * width, 1, n);

        T* eliminator = stackalloc T[width];
        int best = LargestInColumn(packed, m, width, 0, 0);
        for (int j = 0; j < k; j++)
        {
            pivots[j] = best;
            T* rowJ = packed + j * width;
            if (best != j)
                SwapRows(new MatrixView<T>(packed, m, width), j, best);
            T pivot = rowJ[j];
            if (pivot == T.Zero)
            {
                // The whole column below is zero: there is nothing to eliminate.
                singular = singular < 0 ? j : singular;
                best = LargestInColumn(packed, m, width, j + 1, j + 1);
                continue;
            }

            // Only the columns right of the pivot change: zeros elsewhere let the registers run over the whole row.
            for (int c = 0; c < width; c++)
                eliminator[c] = c > j ? -rowJ[c] : T.Zero;
            T reciprocal = T.One / pivot;
            bool divide = !T.IsNormal(reciprocal);
            int next = Math.Min(j + 1, width - 1), first = j / TLane.Count * TLane.Count;
            T largest = T.NegativeOne;
            best = j + 1;
            T* row = rowJ + width;
            for (int i = j + 1; i < m; i++, row += width)
            {
                T multiplier = divide ? row[j] / pivot : row[j] * reciprocal;
                TLane factor = TLane.Create(multiplier);
                for (int c = first; c < width; c += TLane.Count)
                    TLane.MultiplyAdd(factor, TLane.Load(eliminator + c), TLane.Load(row + c)).Store(row + c);
                row[j] = multiplier;
                T candidate = T.Abs(row[next]);
                if (candidate > largest)
                {
                    largest = candidate;
                    best = i;
                }
            }
        }

        for (int i = 0; i < m; i++)
            StridedCopy.CopyRun(packed + i * width, 1, a.Data + i * a.RowStride, a.ColumnStride, n);
        return singular;
    }

    private static int LargestInColumn<T>(T* packed, int m, int width, int column, int firstRow) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int best = firstRow;
        if (column >= width)
            return best;
        T largest = T.NegativeOne;
        for (int i = firstRow; i < m; i++)
        {
            T candidate = T.Abs(packed[i * width + column]);
            if (candidate > largest)
            {
                largest = candidate;
                best = i;
            }
        }

        return best;
    }
}
