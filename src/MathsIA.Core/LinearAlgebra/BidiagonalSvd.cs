using System.Numerics;
using System.Runtime.InteropServices;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The singular values and vectors of a square upper bidiagonal matrix by divide and conquer.</summary>
/// <remarks>
/// Gu and Eisenstat, "A divide-and-conquer algorithm for the bidiagonal SVD" (1995). A row is taken out; what is above and below
/// it are two smaller bidiagonal matrices, the upper one with a column more than rows and so a null vector. Their vectors turn
/// the matrix into a diagonal with one full row, whose singular values solve a secular equation in their squares. Nothing is
/// ever squared before that, so small singular values keep the accuracy of a backward stable method.
/// </remarks>
internal readonly unsafe struct BidiagonalSvd<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Halves of at least this size are solved on threads of their own.</summary>
    private const int ParallelSize = 48;

    private readonly double* _d;
    private readonly double* _e;
    private readonly double* _z;
    private readonly int* _order;
    private readonly RowBasis<T> _left;
    private readonly RowBasis<T> _right;
    private readonly double* _distances;
    private readonly T* _leftCoefficients;
    private readonly T* _rightCoefficients;
    private readonly int _stride;
    private readonly ComputeContext _context;

    private BidiagonalSvd(double* d, double* e, double* z, int* order, RowBasis<T> left, RowBasis<T> right, double* distances, T* leftCoefficients, T* rightCoefficients, int stride, ComputeContext context)
    {
        _d = d;
        _e = e;
        _z = z;
        _order = order;
        _left = left;
        _right = right;
        _distances = distances;
        _leftCoefficients = leftCoefficients;
        _rightCoefficients = rightCoefficients;
        _stride = stride;
        _context = context;
    }

    private bool Vectors => _left.Exists;

    /// <summary>Solves the problem.</summary>
    /// <param name="n">The order.</param>
    /// <param name="d">The diagonal, of size about 1; on return the singular values, in the order of the rows.</param>
    /// <param name="e">The n - 1 elements above it.</param>
    /// <param name="order">Receives the rows by increasing singular value.</param>
    /// <param name="left">Receives the left singular vectors, a row each; null when only values are wanted.</param>
    /// <param name="right">Receives the right singular vectors, a row each; the first and last element of each when only values are wanted.</param>
    /// <param name="spare">Room for one set of vectors.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="context">The threads to use.</param>
    public static void Solve(int n, double* d, double* e, int* order, T* left, T* right, T* spare, int stride, ComputeContext context)
    {
        int side = PanelKernels.LeadingDimension<double>(n);
        bool vectors = left != null;
        using var z = new Workspace<double>(n);
        using var distances = new Workspace<double>((long)n * side);
        using var leftCoefficients = vectors ? new Workspace<T>((long)n * side) : default;
        using var rightCoefficients = sizeof(T) == sizeof(double) ? default : new Workspace<T>((long)n * side);
        nuint bytes = (nuint)n * (nuint)stride * (nuint)sizeof(T);
        NativeMemory.Clear(right, bytes);
        if (vectors)
            NativeMemory.Clear(left, bytes);
        var solver = new BidiagonalSvd<T>(d, e, z.Data, order, new RowBasis<T>(left, spare, stride), new RowBasis<T>(right, spare, stride),
            distances.Data, vectors ? leftCoefficients.Data : null, rightCoefficients.Data == null ? (T*)distances.Data : rightCoefficients.Data, side, context);
        solver.Solve(0, n, extra: 0);
    }

    /// <summary>Solves the block of rows from first to end, whose columns are as many plus <paramref name="extra"/>. The null vector
    /// that an extra column brings is left in row <paramref name="end"/> of the right basis.</summary>
    private void Solve(int first, int end, int extra)
    {
        if (end - first <= 1)
        {
            SolveRow(first, end, extra);
            return;
        }

        int centre = first + ((end - first) / 2);
        if (end - first >= 2 * ParallelSize)
            ParallelLoop.For(2, new Halves(this, first, centre, end, extra), _context);
        else
        {
            Solve(first, centre, 1);
            Solve(centre + 1, end, extra);
        }

        Merge(first, centre, end, extra);
    }

    /// <summary>A block of one row, or of none.</summary>
    private void SolveRow(int first, int end, int extra)
    {
        if (end == first)
        {
            if (extra == 1)
                SetRight(first, first, 1, 0, T.One, default);
            return;
        }

        double d = _d[first], e = extra == 1 ? _e[first] : 0, length = RankOneMerge.Hypotenuse(d, e);
        (double c, double s) = length == 0 ? (1, 0) : (d / length, e / length);
        _d[first] = length;
        _order[first] = first;
        SetRight(first, first, 1 + extra, 0, T.CreateTruncating(c), T.CreateTruncating(s));
        if (extra == 1)
            SetRight(end, first, 2, 0, T.CreateTruncating(-s), T.CreateTruncating(c));
        if (Vectors)
            _left.Row(first)[first] = T.One;
    }

    private void SetRight(int row, int column, int count, int offset, T first, T second)
    {
        T* target = _right.Row(row) + (Vectors ? column : offset);
        target[0] = first;
        if (count == 2)
            target[1] = second;
        else if (!Vectors)
            target[1] = first;
    }

    private void Merge(int first, int centre, int end, int extra)
    {
        int n = end - first;
        double alpha = _d[centre], beta = centre + 1 < end + extra ? _e[centre] : 0;
        double largest = Math.Max(Math.Abs(alpha), Math.Abs(beta));
        int start = Vectors ? first : 0, split = Vectors ? centre + 1 : 1, stop = Vectors ? end + extra : 2;

        // The full row: the last elements of the upper block's right vectors, the first of the lower block's.
        for (int i = first; i < end; i++)
        {
            if (i == centre)
                continue;
            _z[i] = i < centre ? alpha * Take(i, centre, 1) : beta * Take(i, centre + 1, 0);
            largest = Math.Max(largest, _d[i]);
        }

        // The two null vectors: one combination joins the full row, the other is null for the whole block.
        double pivot = alpha * Take(centre, centre, 1);
        if (extra == 1)
        {
            double other = beta * Take(end, centre + 1, 0), length = RankOneMerge.Hypotenuse(pivot, other);
            if (length != 0)
                _right.Rotate(centre, end, start, stop, pivot / length, other / length);
            pivot = length;
        }

        if (Vectors)
            _left.Row(centre)[centre] = T.One;
        double roundoff = SpectralScaling.Roundoff<T>(), tolerance = 8 * roundoff * largest;

        // The zero pole and its weight must not vanish, but may be far below rounding: then an exact rank stays visible.
        double least = roundoff * tolerance;
        nint corner = ((nint)first * _stride) + first;
        using var merge = new RankOneMerge(n, _distances + corner, _stride);
        using var sorted = new Workspace<int>(n);
        Sorting.Merge(_order + first, centre - first, _order + centre + 1, end - centre - 1, _d, sorted.Data);
        if (largest == 0)
            merge.Deflate(centre, 0);
        else
            merge.Begin(centre, Math.CopySign(Math.Max(Math.Abs(pivot), least), pivot));
        merge.Add(new ReadOnlySpan<int>(sorted.Data, n - 1), centre, _d, _z, 1, tolerance, new Rotation(_left, _right, start, stop, Vectors));

        if (merge.Count > 1)
            merge.Poles[1] = Math.Max(merge.Poles[1], least);
        merge.Solve(1, squared: true, _context);
        if (Vectors)
        {
            var leftCoefficients = new MatrixView<T>(_leftCoefficients + corner, merge.Count, merge.Count, _stride, 1);
            merge.Coefficients(leftCoefficients, left: true, _context);
            _left.Combine(merge, first, start, split, end, leftCoefficients, _context);
        }

        var coefficients = new MatrixView<T>(_rightCoefficients + corner, merge.Count, merge.Count, _stride, 1);
        merge.Coefficients(coefficients, left: false, _context);
        _right.Combine(merge, first, start, split, stop, coefficients, _context);
        merge.Publish(first, _d, new Span<int>(_order + first, n));
    }

    /// <summary>Reads an end of a right vector; of the two ends that are kept without vectors, the inner one is then done with.</summary>
    private double Take(int row, int column, int end)
    {
        ref T element = ref _right.Row(row)[Vectors ? column : end];
        double value = double.CreateTruncating(element);
        if (!Vectors)
            element = T.Zero;
        return value;
    }

    private readonly struct Halves(BidiagonalSvd<T> solver, int first, int centre, int end, int extra) : ILoopBody
    {
        public void Run(int index)
        {
            if (index == 0)
                solver.Solve(first, centre, 1);
            else
                solver.Solve(centre + 1, end, extra);
        }
    }

    private readonly struct Rotation(RowBasis<T> left, RowBasis<T> right, int start, int end, bool vectors) : IRowRotation
    {
        public void Rotate(int x, int y, double c, double s)
        {
            right.Rotate(x, y, start, end, c, s);
            if (vectors)
                left.Rotate(x, y, start, end, c, s);
        }
    }
}
