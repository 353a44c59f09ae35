using MathsIA.Kernels;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>Square systems of up to a few dozen unknowns, in <c>double</c>, without allocation.</summary>
internal sealed class SmallSystem(int largest)
{
    private readonly double[] _factors = new double[largest * largest];
    private readonly int[] _pivots = new int[largest];
    private int _n;

    /// <summary>Factors a matrix of n rows, one after another.</summary>
    /// <returns>Whether it is regular.</returns>
    public unsafe bool Factor(ReadOnlySpan<double> matrix, int n)
    {
        _n = n;
        matrix[..(n * n)].CopyTo(_factors);
        fixed (double* a = _factors)
        fixed (int* pivots = _pivots)
            return LuKernel.Factor(new MatrixView<double>(a, n, n), pivots, ComputeContext.SingleThread) < 0;
    }

    /// <summary>Solves in place.</summary>
    /// <returns>Whether the solution is finite.</returns>
    public unsafe bool Solve(Span<double> right)
    {
        fixed (double* a = _factors, b = right)
        fixed (int* pivots = _pivots)
            LuKernel.Solve(new MatrixView<double>(a, _n, _n), pivots, new MatrixView<double>(b, _n, 1), transpose: false, ComputeContext.SingleThread);
        foreach (double value in right[.._n])
        {
            if (!double.IsFinite(value))
                return false;
        }

        return true;
    }
}
