using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Triangular systems with many right sides, in place, by halving: all but the smallest triangles is matrix product.</summary>
/// <remarks>Only the left side is written: <c>X L = B</c> is <c>Lᵀ Xᵀ = Bᵀ</c>, and a transposed view costs nothing. Right
/// sides are independent, so they are cut into fixed strips of columns that run at the same time.</remarks>
internal static unsafe class TriangularSolver
{
    /// <summary>Columns of one strip: wide enough for the matrix product, narrow enough to share out.</summary>
    private const int StripBytes = 1024;

    /// <summary>Overwrites B with the solution of <c>L X = B</c>; of L only the lower triangle is read, without its
    /// diagonal when <paramref name="unit"/>.</summary>
    public static void SolveLower<T>(MatrixView<T> l, MatrixView<T> b, bool unit, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run(l, b, unit, upper: false, context);

    /// <summary>Overwrites B with the solution of <c>U X = B</c>; of U only the upper triangle is read, without its
    /// diagonal when <paramref name="unit"/>.</summary>
    public static void SolveUpper<T>(MatrixView<T> u, MatrixView<T> b, bool unit, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run(u, b, unit, upper: true, context);

    private static void Run<T>(MatrixView<T> triangle, MatrixView<T> b, bool unit, bool upper, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int strip = StripBytes / sizeof(T);
        var body = new Strip<T>(triangle, b, unit, upper, strip);
        if (triangle.Rows <= TriangularTile.MaxOrder || b.Columns <= strip)
            body.Solve(triangle, b, context);
        else
            ParallelLoop.For((b.Columns + strip - 1) / strip, body, context);
    }

    private readonly struct Strip<T>(MatrixView<T> triangle, MatrixView<T> b, bool unit, bool upper, int strip) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            int column = index * strip;
            Solve(triangle, b.Block(0, column, b.Rows, Math.Min(strip, b.Columns - column)), ComputeContext.SingleThread);
        }

        public void Solve(MatrixView<T> a, MatrixView<T> x, ComputeContext? context)
        {
            int n = a.Rows;
            if (n <= TriangularTile.MaxOrder)
            {
                if (upper)
                    TriangularTile.SolveLower(Turned(a), TurnedRows(x), unit);
                else
                    TriangularTile.SolveLower(a, x, unit);
                return;
            }

            int n1 = Half(n), n2 = n - n1;
            MatrixView<T> x1 = x.Block(0, 0, n1, x.Columns), x2 = x.Block(n1, 0, n2, x.Columns);
            if (upper)
            {
                Solve(a.Block(n1, n1, n2, n2), x2, context);
                Gemm.Run(-T.One, a.Block(0, n1, n1, n2), x2, T.One, x1, context);
                Solve(a.Block(0, 0, n1, n1), x1, context);
            }
            else
            {
                Solve(a.Block(0, 0, n1, n1), x1, context);
                Gemm.Run(-T.One, a.Block(n1, 0, n2, n1), x1, T.One, x2, context);
                Solve(a.Block(n1, n1, n2, n2), x2, context);
            }
        }
    }

    /// <summary>About half of n, rounded up to whole tiles so that only one tile is ragged.</summary>
    public static int Half(int n) => (n / 2 + TriangularTile.MaxOrder - 1) / TriangularTile.MaxOrder * TriangularTile.MaxOrder;

    // Back substitution is forward substitution on the matrix turned by half a circle.
    private static MatrixView<T> Turned<T>(MatrixView<T> a) where T : unmanaged =>
        new(a.Data + (a.Rows - 1) * a.RowStride + (a.Columns - 1) * a.ColumnStride, a.Rows, a.Columns, -a.RowStride, -a.ColumnStride);

    private static MatrixView<T> TurnedRows<T>(MatrixView<T> a) where T : unmanaged =>
        new(a.Data + (a.Rows - 1) * a.RowStride, a.Rows, a.Columns, -a.RowStride, a.ColumnStride);
}
