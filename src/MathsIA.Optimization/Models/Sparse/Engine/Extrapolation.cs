using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>Anderson extrapolation of a sequence of points: the affine combination of the last ones whose step is smallest.</summary>
/// <remarks>
/// <para>With differences <c>u_i = x_{i+1} − x_i</c> of the last <c>K + 1 = 6</c> points, the weights are <c>c = z / Σz</c>, <c>(UᵀU) z = 1</c>, and
/// the point <c>Σ c_i x_{i+1}</c>. Points come as two parts that depend affinely on each other (residuals and coefficients); the
/// differences are taken of the first. As both parts are combined alike, the first stays what belongs to the second: an
/// extrapolated residual is the residual of the extrapolated coefficients.</para>
/// <para>Massias, Gramfort and Salmon, "Celer: a fast solver for the Lasso with dual extrapolation", ICML 2018; Bertrand and Massias,
/// "Anderson acceleration of coordinate descent", AISTATS 2021.</para>
/// </remarks>
internal sealed unsafe class Extrapolation<T>(int capacity) : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The differences that are combined.</summary>
    public const int Depth = 5;

    private readonly Workspace<T> _points = new((long)(Depth + 2) * capacity);
    private int _stored;
    private int _firstLength;

    /// <summary>The most elements of a point, both parts together.</summary>
    public int Capacity => capacity;

    public T* FirstResult => _points.Data + ((long)(Depth + 1) * capacity);

    public T* SecondResult => FirstResult + _firstLength;

    public void Restart() => _stored = 0;

    /// <summary>Stores a point whose two parts have one length.</summary>
    public void Store(T* first, T* second, int count) => Store(first, count, second, count);

    /// <summary>Stores a point.</summary>
    public void Store(T* first, int firstCount, T* second, int secondCount)
    {
        _firstLength = firstCount;
        T* place = _points.Data + ((long)_stored++ * capacity);
        new ReadOnlySpan<T>(first, firstCount).CopyTo(new Span<T>(place, firstCount));
        new ReadOnlySpan<T>(second, secondCount).CopyTo(new Span<T>(place + firstCount, secondCount));
    }

    public bool Combine(int count) => Combine(count, count);

    /// <summary>Combines the stored points; false when there are too few or the differences do not determine the weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Combine(int firstCount, int secondCount)
    {
        if (_stored <= Depth)
            return false;
        // In double whatever T is: the differences are close to parallel.
        Span<double> gram = stackalloc double[Depth * Depth], z = stackalloc double[Depth];
        for (int i = 0; i < Depth; i++)
        {
            for (int j = 0; j <= i; j++)
                gram[(i * Depth) + j] = gram[(j * Depth) + i] = DifferenceProduct(i, j, firstCount);
        }

        double scale = 0;
        for (int i = 0; i < Depth; i++)
            scale = Math.Max(scale, gram[(i * Depth) + i]);
        if (!(scale > 0) || !double.IsFinite(scale) || !Solve(gram, z, scale))
            return false;
        double total = 0;
        foreach (double value in z)
            total += value;
        if (total == 0 || !double.IsFinite(total))
            return false;
        int length = firstCount + secondCount;
        T* result = FirstResult;
        new Span<T>(result, length).Clear();
        for (int i = 0; i < Depth; i++)
        {
            T weight = T.CreateTruncating(z[i] / total);
            T* point = _points.Data + ((long)(i + 1) * capacity);
            for (int k = 0; k < length; k++)
                result[k] += weight * point[k];
        }

        return true;
    }

    public void Dispose() => _points.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double DifferenceProduct(int i, int j, int count)
    {
        T* a = _points.Data + ((long)i * capacity), b = a + capacity, c = _points.Data + ((long)j * capacity), d = c + capacity;
        T sum = T.Zero;
        for (int k = 0; k < count; k++)
            sum += (b[k] - a[k]) * (d[k] - c[k]);
        return double.CreateTruncating(sum);
    }

    /// <summary>Solves <c>(gram + ε scale I) z = 1</c> by Cholesky, in place; false where a pivot is not positive.</summary>
    private static bool Solve(Span<double> gram, Span<double> z, double scale)
    {
        for (int j = 0; j < Depth; j++)
        {
            double pivot = gram[(j * Depth) + j] + (1e-13 * scale);
            for (int k = 0; k < j; k++)
                pivot -= gram[(j * Depth) + k] * gram[(j * Depth) + k];
            if (!(pivot > 0))
                return false;
            gram[(j * Depth) + j] = Math.Sqrt(pivot);
            for (int i = j + 1; i < Depth; i++)
            {
                double sum = gram[(i * Depth) + j];
                for (int k = 0; k < j; k++)
                    sum -= gram[(i * Depth) + k] * gram[(j * Depth) + k];
                gram[(i * Depth) + j] = sum / gram[(j * Depth) + j];
            }
        }

        for (int i = 0; i < Depth; i++)
        {
            double sum = 1;
            for (int k = 0; k < i; k++)
                sum -= gram[(i * Depth) + k] * z[k];
            z[i] = sum / gram[(i * Depth) + i];
        }

        for (int i = Depth - 1; i >= 0; i--)
        {
            double sum = z[i];
            for (int k = i + 1; k < Depth; k++)
                sum -= gram[(k * Depth) + i] * z[k];
            z[i] = sum / gram[(i * Depth) + i];
        }

        return true;
    }
}
