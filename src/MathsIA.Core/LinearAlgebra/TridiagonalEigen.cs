using System.Numerics;
using System.Runtime.InteropServices;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The eigenvalues and eigenvectors of a symmetric tridiagonal matrix by divide and conquer.</summary>
/// <remarks>Cuppen (1981) with the stable vectors of Gu and Eisenstat (1994). The matrix is torn in halves down
/// to small blocks and put together again by rank-one merges; the work is in the matrix products of the last merges. All
/// merges of one level are independent.</remarks>
internal readonly unsafe struct TridiagonalEigen<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Blocks up to this size are solved by QL steps.</summary>
    private const int LeafSize = 16;

    /// <summary>Halves of at least this size are solved on threads of their own.</summary>
    private const int ParallelSize = 48;

    private readonly double* _d;
    private readonly double* _e;
    private readonly double* _z;
    private readonly int* _order;
    private readonly RowBasis<T> _basis;
    private readonly double* _distances;
    private readonly T* _coefficients;
    private readonly int _stride;
    private readonly bool _vectors;
    private readonly ComputeContext _context;

    private TridiagonalEigen(double* d, double* e, double* z, int* order, RowBasis<T> basis, double* distances, T* coefficients, int stride, bool vectors, ComputeContext context)
    {
        _d = d;
        _e = e;
        _z = z;
        _order = order;
        _basis = basis;
        _distances = distances;
        _coefficients = coefficients;
        _stride = stride;
        _vectors = vectors;
        _context = context;
    }

    /// <summary>Solves the problem.</summary>
    /// <param name="n">The order.</param>
    /// <param name="d">The diagonal, of size about 1; on return the eigenvalues, in the order of the rows.</param>
    /// <param name="e">The off-diagonal; used up.</param>
    /// <param name="order">Receives the rows by increasing eigenvalue.</param>
    /// <param name="rows">Receives the eigenvectors, a row each: all of its elements, or if not <paramref name="vectors"/> the first and
    /// the last.</param>
    /// <param name="spare">As much room.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="vectors">Whether whole eigenvectors are wanted.</param>
    /// <param name="context">The threads to use.</param>
    public static void Solve(int n, double* d, double* e, int* order, T* rows, T* spare, int stride, bool vectors, ComputeContext context)
    {
        int side = PanelKernels.LeadingDimension<double>(n);
        using var z = new Workspace<double>(n);
        using var distances = new Workspace<double>((long)n * side);
        using var coefficients = sizeof(T) == sizeof(double) ? default : new Workspace<T>((long)n * side);
        T* coefficientData = coefficients.Data == null ? (T*)distances.Data : coefficients.Data;
        NativeMemory.Clear(rows, (nuint)n * (nuint)stride * (nuint)sizeof(T));
        new TridiagonalEigen<T>(d, e, z.Data, order, new RowBasis<T>(rows, spare, stride), distances.Data, coefficientData, side, vectors, context).Solve(0, n);
    }

    private void Solve(int first, int end)
    {
        if (end - first <= LeafSize)
        {
            SolveLeaf(first, end);
            return;
        }

        // Torn apart, the halves lack |e| in the corners where they met: e (u uᵀ) with u = (1, ±1) makes up for it.
        int middle = first + ((end - first) / 2);
        _d[middle - 1] -= Math.Abs(_e[middle - 1]);
        _d[middle] -= Math.Abs(_e[middle - 1]);
        if (end - first >= 2 * ParallelSize)
            ParallelLoop.For(2, new Halves(this, first, middle, end), _context);
        else
        {
            Solve(first, middle);
            Solve(middle, end);
        }

        Merge(first, middle, end);
    }

    private void SolveLeaf(int first, int end)
    {
        if (end == first)
            return;
        for (int i = first; i < end; i++)
        {
            _order[i] = i;
            if (_vectors)
                _basis.Row(i)[i] = T.One;
        }

        if (!_vectors)
        {
            _basis.Row(first)[0] = T.One;
            _basis.Row(end - 1)[1] = T.One;
        }

        TridiagonalQl.Solve(first, end, _d, _e, _basis, _vectors ? first : 0, _vectors ? end : 2);
        using var keys = new Workspace<double>(end - first);
        new Span<double>(_d + first, end - first).CopyTo(new Span<double>(keys.Data, end - first));
        new Span<double>(keys.Data, end - first).Sort(new Span<int>(_order + first, end - first));
    }

    private void Merge(int first, int middle, int end)
    {
        int n = end - first;
        double e = _e[middle - 1], rho = 2 * Math.Abs(e), largest = rho;

        // z is the last row of the first half's vectors and the first of the second's, scaled to unit length.
        double half = Math.Sqrt(0.5), sign = e < 0 ? -half : half;
        for (int i = first; i < end; i++)
        {
            T* row = _basis.Row(i);
            bool lower = i < middle;
            ref T element = ref row[_vectors ? (lower ? middle - 1 : middle) : (lower ? 1 : 0)];
            _z[i] = double.CreateTruncating(element) * (lower ? half : sign);
            if (!_vectors)
                element = T.Zero;
            largest = Math.Max(largest, Math.Abs(_d[i]));
        }

        int start = _vectors ? first : 0, split = _vectors ? middle : 1, stop = _vectors ? end : 2;
        nint corner = ((nint)first * _stride) + first;
        using var merge = new RankOneMerge(n, _distances + corner, _stride);
        using var sorted = new Workspace<int>(n);
        Sorting.Merge(_order + first, middle - first, _order + middle, end - middle, _d, sorted.Data);
        double tolerance = 8 * SpectralScaling.Roundoff<T>() * largest;
        merge.Add(new ReadOnlySpan<int>(sorted.Data, n), middle, _d, _z, rho, tolerance, new Rotation(_basis, start, stop));
        merge.Solve(rho, squared: false, _context);
        var coefficients = new MatrixView<T>(_coefficients + corner, merge.Count, merge.Count, _stride, 1);
        merge.Coefficients(coefficients, left: false, _context);
        _basis.Combine(merge, first, start, split, stop, coefficients, _context);
        merge.Publish(first, _d, new Span<int>(_order + first, n));
    }

    private readonly struct Halves(TridiagonalEigen<T> solver, int first, int middle, int end) : ILoopBody
    {
        public void Run(int index)
        {
            if (index == 0)
                solver.Solve(first, middle);
            else
                solver.Solve(middle, end);
        }
    }

    private readonly struct Rotation(RowBasis<T> basis, int start, int end) : IRowRotation
    {
        public void Rotate(int x, int y, double c, double s) => basis.Rotate(x, y, start, end, c, s);
    }
}
