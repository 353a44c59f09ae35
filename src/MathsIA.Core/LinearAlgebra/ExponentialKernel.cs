using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The matrix exponential by scaling, a Padé approximant and squaring.</summary>
/// <remarks>The degree is the smallest whose backward error is below the unit roundoff for the norm at hand; above the last
/// threshold the matrix is halved until it fits. Source: N. Higham, The scaling and squaring method for the matrix exponential
/// revisited, SIAM J. Matrix Anal. Appl. 26 (2005), table 2.3 and algorithm 2.3; the thresholds of single precision follow from
/// the same bound for a unit roundoff of 2⁻²⁴.</remarks>
internal static unsafe class ExponentialKernel
{
    private static readonly int[] DoubleDegrees = [3, 5, 7, 9, 13];
    private static readonly double[] DoubleThresholds = [1.495585217958292e-2, 2.539398330063230e-1, 9.504178996162932e-1, 2.097847961257068, 5.371920351148152];
    private static readonly int[] SingleDegrees = [3, 5, 7];
    private static readonly double[] SingleThresholds = [4.258730016922831e-1, 1.880152677804762, 3.925724783138660];

    /// <summary>Writes exp(A); A must be finite and its 1-norm given.</summary>
    public static void Run<T>(MatrixView<T> a, double norm, MatrixView<T> result, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = a.Rows;
        long square = (long)n * n;
        using var scratch = new Workspace<T>(8 * square);
        T* memory = scratch.Data;
        MatrixView<T> Slot(int index) => new(memory + index * (nint)square, n, n);

        bool isSingle = sizeof(T) <= sizeof(float);
        int[] degrees = isSingle ? SingleDegrees : DoubleDegrees;
        double[] thresholds = isSingle ? SingleThresholds : DoubleThresholds;
        int choice = 0;
        while (choice < degrees.Length - 1 && norm > thresholds[choice])
            choice++;
        int halvings = norm > thresholds[^1] ? (int)Math.Ceiling(Math.Log2(norm / thresholds[^1])) : 0;

        MatrixView<T> x = Slot(0);
        QrKernel.Copy(a, x);
        if (halvings > 0)
            TensorPrimitives.ScaleB(new ReadOnlySpan<T>(x.Data, n * n), -halvings, new Span<T>(x.Data, n * n));

        // The numerator of degree m is V + U and the denominator V - U: even and odd parts, in powers of X².
        int degree = degrees[choice];
        double[] b = Coefficients(degree);
        MatrixView<T> x2 = Slot(1), x4 = Slot(2), x6 = Slot(3), odd = Slot(4), even = Slot(5), u = Slot(6);
        Gemm.Run(T.One, x, x, T.Zero, x2, context);
        if (degree >= 5)
            Gemm.Run(T.One, x2, x2, T.Zero, x4, context);
        if (degree >= 7)
            Gemm.Run(T.One, x4, x2, T.Zero, x6, context);
        if (degree <= 9)
        {
            MatrixView<T> x8 = Slot(7);
            if (degree == 9)
                Gemm.Run(T.One, x6, x2, T.Zero, x8, context);
            MatrixView<T>[] powers = [x2, x4, x6, x8];
            Combine(odd, b[1], powers.AsSpan(0, degree / 2), b.AsSpan(3), skip: 2);
            Combine(even, b[0], powers.AsSpan(0, degree / 2), b.AsSpan(2), skip: 2);
        }
        else
        {
            MatrixView<T> high = Slot(7);
            Combine(high, 0, [x2, x4, x6], [b[9], b[11], b[13]], skip: 1);
            Combine(odd, b[1], [x2, x4, x6], [b[3], b[5], b[7]], skip: 1);
            Gemm.Run(T.One, x6, high, T.One, odd, context);
            Combine(high, 0, [x2, x4, x6], [b[8], b[10], b[12]], skip: 1);
            Combine(even, b[0], [x2, x4, x6], [b[2], b[4], b[6]], skip: 1);
            Gemm.Run(T.One, x6, high, T.One, even, context);
        }

        Gemm.Run(T.One, x, odd, T.Zero, u, context);
        ReadOnlySpan<T> evenPart = new(even.Data, n * n), oddPart = new(u.Data, n * n);
        TensorPrimitives.Add(evenPart, oddPart, new Span<T>(x.Data, n * n));
        TensorPrimitives.Subtract(evenPart, oddPart, new Span<T>(odd.Data, n * n));

        using var pivots = new Workspace<int>(n);
        LuKernel.Factor(odd, pivots.Data, context);
        LuKernel.Solve(odd, pivots.Data, x, transpose: false, context);
        MatrixView<T> spare = x2;
        for (int k = 0; k < halvings; k++)
        {
            Gemm.Run(T.One, x, x, T.Zero, spare, context);
            (x, spare) = (spare, x);
        }

        QrKernel.Copy(x, result);
    }

    /// <summary>Writes <c>c I + Σ coefficients[skip k] powers[k]</c>.</summary>
    private static void Combine<T>(MatrixView<T> result, double c, ReadOnlySpan<MatrixView<T>> powers, ReadOnlySpan<double> coefficients, int skip) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = result.Rows;
        var sum = new Span<T>(result.Data, n * n);
        sum.Clear();
        for (int k = 0; k < powers.Length; k++)
            TensorPrimitives.MultiplyAdd(new ReadOnlySpan<T>(powers[k].Data, n * n), T.CreateTruncating(coefficients[skip * k]), sum, sum);
        for (int i = 0; i < n; i++)
            result[i, i] += T.CreateTruncating(c);
    }

    /// <summary>The coefficients of the numerator, <c>(2m - j)! / ((m - j)! j!)</c>: whole numbers once the last is one.</summary>
    private static double[] Coefficients(int degree)
    {
        // From the top down, so that every value is a whole number; up to degree 13 they stay exact.
        var b = new double[degree + 1];
        b[degree] = 1;
        for (int j = degree; j > 0; j--)
            b[j - 1] = b[j] * j * (2 * degree - j + 1) / (degree - j + 1);
        return b;
    }
}
