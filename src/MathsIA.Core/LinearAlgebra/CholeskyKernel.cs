using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The factorization <c>A = Rᵀ R</c> in place, by halving: triangular solves and symmetric products do the work.</summary>
/// <remarks>The upper triangle is used because its rows are contiguous in row-major storage: the solve for the block beside
/// the diagonal then runs along memory. Source: F. Gustavson, Recursion leads to automatic variable blocking for dense
/// linear-algebra algorithms, IBM J. Res. Dev. 41 (1997).</remarks>
internal static unsafe class CholeskyKernel
{
    private const int LeafOrder = 32;

    /// <summary>Overwrites the upper triangle of A with R; the strict lower triangle is neither read nor written.</summary>
    /// <returns>-1, or the index of the first pivot that is not positive and finite; what follows it is then undefined.</returns>
    public static int Factor<T>(MatrixView<T> a, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = a.Rows;
        if (n <= LeafOrder)
            return Leaf(a);
        int n1 = TriangularSolver.Half(n), n2 = n - n1;
        MatrixView<T> a11 = a.Block(0, 0, n1, n1), a12 = a.Block(0, n1, n1, n2), a22 = a.Block(n1, n1, n2, n2);
        int failed = Factor(a11, context);
        if (failed >= 0)
            return failed;
        TriangularSolver.SolveLower(a11.Transpose(), a12, unit: false, context);
        Gemm.RunLower(-T.One, a12.Transpose(), T.One, a22.Transpose(), context);
        failed = Factor(a22, context);
        return failed < 0 ? failed : n1 + failed;
    }

    private static int Leaf<T>(MatrixView<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
            return Leaf<Lane512<T>, T>(a);
        if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
            return Leaf<Lane256<T>, T>(a);
        if (LaneWidth.IsVectorized<T>())
            return Leaf<Lane128<T>, T>(a);
        return Leaf<LaneScalar<T>, T>(a);
    }

    /// <summary>Row by row on a packed copy whose rows are padded to whole registers; what the updates leave below the
    /// diagonal is never read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Leaf<TLane, T>(MatrixView<T> a)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = a.Rows;
        T* packed = stackalloc T[LeafOrder * LeafOrder];
        for (int i = 0; i < n; i++)
            StridedCopy.CopyRun(a.Data + i * (a.RowStride + a.ColumnStride), a.ColumnStride, packed + i * (LeafOrder + 1), 1, n - i);

        for (int k = 0; k < n; k++)
        {
            T* rowK = packed + k * LeafOrder;
            T pivot = rowK[k];
            if (!(pivot > T.Zero) || !T.IsFinite(pivot))
                return k;
            T root = T.Sqrt(pivot);
            TLane divisor = TLane.Create(root);
            int first = k / TLane.Count * TLane.Count;
            for (int j = first; j < n; j += TLane.Count)
                (TLane.Load(rowK + j) / divisor).Store(rowK + j);
            rowK[k] = root;
            for (int i = k + 1; i < n; i++)
            {
                T* rowI = packed + i * LeafOrder;
                TLane factor = TLane.Create(-rowK[i]);
                for (int j = i / TLane.Count * TLane.Count; j < n; j += TLane.Count)
                    TLane.MultiplyAdd(factor, TLane.Load(rowK + j), TLane.Load(rowI + j)).Store(rowI + j);
            }
        }

        for (int i = 0; i < n; i++)
            StridedCopy.CopyRun(packed + i * (LeafOrder + 1), 1, a.Data + i * (a.RowStride + a.ColumnStride), a.ColumnStride, n - i);
        return -1;
    }
}
