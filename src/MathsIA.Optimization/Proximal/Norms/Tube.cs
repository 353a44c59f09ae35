using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>A stretch of the tube about the running sums of a sequence: its two walls after 0, 1, ... n elements, closed at both ends.</summary>
/// <param name="x">The sequence.</param>
/// <param name="n">Its length.</param>
/// <param name="radius">The radius between the ends.</param>
/// <param name="weights">Factors of the radius, or null.</param>
/// <param name="lower">Room for the lower wall, of <see cref="WallLength"/>.</param>
/// <param name="upper">Room for the upper wall, likewise.</param>
/// <param name="startSide">Where the path starts: 1 at the upper wall, -1 at the lower one, 0 at the running sum itself.</param>
/// <param name="endSide">Where it ends, likewise.</param>
internal readonly unsafe struct Tube<T>(T* x, int n, double radius, double* weights, double* lower, double* upper, int startSide = 0, int endSide = 0)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What is taken off each element: a common offset would cost digits of the running sums, and the first element is near enough to
    /// the mean for that.</summary>
    private readonly double _origin = Widening.ToDouble(*x);

    public double* Lower => lower;

    public double* Upper => upper;

    public int Length => n;

    /// <summary>Where the path starts.</summary>
    public TubeCorner Start => new(0, Shift(new(0, 0, startSide)), startSide);

    /// <summary>Where it ends.</summary>
    public TubeCorner End => new(n, lower[n], endSide);

    /// <summary>The room that a wall about so many elements takes: a register longer than the tube.</summary>
    public static long WallLength(int count) => count + 1L + Vector512<double>.Count;

    /// <summary>The room of both walls.</summary>
    public static long Room(int count) => 2 * WallLength(count);

    /// <summary>Computes the walls; false where an element is not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Build()
    {
        double sum = 0;
        lower[0] = upper[0] = Start.Height;
        int k = 1;
        for (; k <= n - Vector512<double>.Count; k += Vector512<double>.Count)
        {
            Vector512<double> sums = RunningSums(Wide(x + k - 1) - Vector512.Create(_origin)) + Vector512.Create(sum);
            Vector512<double> half = weights == null ? Vector512.Create(radius) : Vector512.Create(radius) * Vector512.Load(weights + k - 1);
            (sums - half).Store(lower + k);
            (sums + half).Store(upper + k);
            sum = sums.GetElement(Vector512<double>.Count - 1);
        }

        for (; k < n; k++)
            Set(k, sum += Widening.ToDouble(x[k - 1]) - _origin);
        sum += Widening.ToDouble(x[n - 1]) - _origin;
        lower[n] = upper[n] = sum + Shift(new(n, 0, endSide));
        // Beyond its end the tube is open: looks ahead need not know where that is.
        for (k = n + 1; k <= n + Vector512<double>.Count; k++)
            (lower[k], upper[k]) = (double.NegativeInfinity, double.PositiveInfinity);
        return double.IsFinite(sum);
    }

    /// <summary>Opens the end.</summary>
    public void Open() => (lower[n], upper[n]) = (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Writes the piece between two corners of the path: the mean of its elements, and what the walls add.</summary>
    /// <remarks>May write up to a register beyond the piece, where the next pieces come to lie.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(TubeCorner from, TubeCorner to, T* destination)
    {
        int start = from.Index, count = to.Index - start;
        double shift = Shift(to) - Shift(from);
        if (count <= Vector512<double>.Count && start + Vector512<double>.Count <= n)
        {
            Fill(destination + start, Value(Part(start, count), shift, count));
            return;
        }

        WriteLong(start, count, shift, destination);
    }

    /// <summary>The sums of the first 1, 2, ... elements of a register, by doubling: each step adds what stands one, two, four places before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> RunningSums(Vector512<double> value)
    {
        if (Avx512F.IsSupported)
        {
            value += Avx512F.AlignRight64(value.AsInt64(), default, 7).AsDouble();
            value += Avx512F.AlignRight64(value.AsInt64(), default, 6).AsDouble();
            return value + Avx512F.AlignRight64(value.AsInt64(), default, 4).AsDouble();
        }

        double* part = stackalloc double[Vector512<double>.Count];
        value.Store(part);
        for (int step = 1; step < Vector512<double>.Count; step *= 2)
        {
            for (int i = Vector512<double>.Count - 1; i >= step; i--)
                part[i] += part[i - step];
        }

        return Vector512.Load(part);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Set(int k, double sum)
    {
        double half = weights == null ? radius : radius * weights[k - 1];
        (lower[k], upper[k]) = (sum - half, sum + half);
    }

    private void WriteLong(int start, int count, double shift, T* destination)
    {
        Vector512<double> sum = default;
        int i = 0;
        for (; i <= count - Vector512<double>.Count; i += Vector512<double>.Count)
            sum += Wide(x + start + i) - Vector512.Create(_origin);
        if (i < count)
            sum += start + i + Vector512<double>.Count <= n ? Part(start + i, count - i) : PartAtEnd(start + i, count - i);
        T value = Value(sum, shift, count);
        new Span<T>(destination + start, count).Fill(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Shift(TubeCorner corner) =>
        corner.Side * (weights == null || corner.Side == 0 ? radius : radius * weights[corner.Index - 1]);

    /// <summary>The first elements of a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Part(int start, int count) =>
        Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble() & (Wide(x + start) - Vector512.Create(_origin));

    /// <summary>Likewise, where there are not as many elements left as a register has.</summary>
    private Vector512<double> PartAtEnd(int start, int count)
    {
        double* part = stackalloc double[Vector512<double>.Count];
        Vector512<double>.Zero.Store(part);
        for (int lane = 0; lane < count; lane++)
            part[lane] = Widening.ToDouble(x[start + lane]) - _origin;
        return Vector512.Load(part);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Value(Vector512<double> sum, double shift, int count)
    {
        Vector256<double> half = sum.GetLower() + sum.GetUpper();
        Vector128<double> quarter = half.GetLower() + half.GetUpper();
        return Widening.FromDouble<T>(_origin + ((quarter.GetElement(0) + quarter.GetElement(1) + shift) / count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Wide(T* source)
    {
        if (typeof(T) == typeof(double))
            return Vector512.Load((double*)source);
        if (typeof(T) == typeof(float))
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load((float*)source));
            return Vector512.Create(low, high);
        }

        Vector512<double> wide = default;
        for (int i = 0; i < Vector512<double>.Count; i++)
            wide = wide.WithElement(i, Widening.ToDouble(source[i]));
        return wide;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(T* destination, T value)
    {
        if (typeof(T) == typeof(double))
            Vector512.Create(value).Store(destination);
        else if (typeof(T) == typeof(float))
            Vector256.Create(value).Store(destination);
        else
            new Span<T>(destination, Vector512<double>.Count).Fill(value);
    }
}
