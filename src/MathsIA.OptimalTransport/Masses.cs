using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.OptimalTransport;

/// <summary>The masses of a problem: checked, as doubles, of equal totals, and which of them are there at all.</summary>
internal sealed class Masses
{
    /// <summary>Totals may differ by this share: what the rounding of masses kept as floats can bring about.</summary>
    private const double Tolerance = 1e-6;

    private double? _total;

    private Masses(double[] source, double[] target, double defect)
    {
        Source = source;
        Target = target;
        Defect = defect;
    }

    /// <summary>The masses a of the sources.</summary>
    public double[] Source { get; }

    /// <summary>The masses b of the targets, scaled to the total of the sources.</summary>
    public double[] Target { get; }

    /// <summary>By how much the totals differed, as a share.</summary>
    public double Defect { get; }

    /// <summary>The sources with mass.</summary>
    public int[] Rows => field ??= Positive(Source);

    /// <summary>The targets with mass.</summary>
    public int[] Columns => field ??= Positive(Target);

    /// <summary>The total mass.</summary>
    public double Total => _total ??= Sum(Source);

    /// <summary>Checks the masses of a balanced problem; null stands for the uniform distribution.</summary>
    public static Masses Balanced<T>(ICostGeometry<T> costs, Tensor<T>? source, Tensor<T>? target, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(costs);
        return Balanced(costs.Rows, costs.Columns, source, target, operation);
    }

    /// <summary>Checks the masses of a balanced problem of given size.</summary>
    public static Masses Balanced<T>(int rows, int columns, Tensor<T>? source, Tensor<T>? target, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows == 0 || columns == 0)
            throw new ShapeMismatchException($"{operation}: the costs are {rows} by {columns}; at least one source and one target are asked for.");
        double[] a = Check(source, rows, operation, nameof(source)), b = Check(target, columns, operation, nameof(target));
        double from = Sum(a), to = Sum(b);
        if (source is null)
            Scale(a, to / from);
        else if (target is null)
            Scale(b, from / to);
        (from, to) = (Sum(a), Sum(b));
        double defect = Math.Abs(from - to) / Math.Max(from, to);
        if (!(defect <= Tolerance))
            throw new ArgumentException($"{operation}: source has the mass {from:R} and target {to:R}; balanced transport asks for equal masses.", nameof(target));
        Scale(b, from / to);
        return new(a, b, defect);
    }

    /// <summary>Checks the masses of a problem whose totals may differ; null stands for the uniform distribution.</summary>
    public static Masses Unbalanced<T>(ICostGeometry<T> costs, Tensor<T>? source, Tensor<T>? target, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(costs);
        if (costs.Rows == 0 || costs.Columns == 0)
            throw new ShapeMismatchException($"{operation}: the costs are {costs.Rows} by {costs.Columns}; at least one source and one target are asked for.");
        double[] a = Check(source, costs.Rows, operation, nameof(source)), b = Check(target, costs.Columns, operation, nameof(target));
        (double from, double to) = (Sum(a), Sum(b));
        return new(a, b, Math.Abs(from - to) / Math.Max(from, to));
    }

    /// <summary>The masses of one measure: checked, as doubles; null stands for the uniform distribution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] Check<T>(Tensor<T>? masses, int count, string operation, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] result = GC.AllocateUninitializedArray<double>(count);
        if (masses is null)
        {
            Array.Fill(result, 1.0 / count);
            return result;
        }

        if (masses.Rank != 1 || masses.Shape[0] != count)
            throw new ShapeMismatchException($"{operation}: {name} has the shape {masses.Shape}; {count} masses are asked for.");
        ReadOnlySpan<T> given = masses.Contiguous().AsSpan();
        for (int i = 0; i < count; i++)
        {
            result[i] = double.CreateTruncating(given[i]);
            if (!(result[i] >= 0 && double.IsFinite(result[i])))
                throw new ArgumentOutOfRangeException(name, given[i], $"{operation}: mass {i} of {name} is negative or not finite.");
        }

        if (!(Sum(result) is > 0 and < double.PositiveInfinity))
            throw new ArgumentException($"{operation}: {name}, of {count} masses, has no mass, or more than a double holds.", name);
        return result;
    }

    /// <summary>A sum over thirty-two lanes, whatever the machine has: the same bits everywhere, and no addition waits for the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Sum(double[] masses)
    {
        int width = Vector512<double>.Count, i = 0;
        ref double first = ref MemoryMarshal.GetArrayDataReference(masses);
        Vector512<double> a = Vector512<double>.Zero, b = a, c = a, d = a;
        for (; i <= masses.Length - (4 * width); i += 4 * width)
        {
            a += Vector512.LoadUnsafe(ref first, (nuint)i);
            b += Vector512.LoadUnsafe(ref first, (nuint)(i + width));
            c += Vector512.LoadUnsafe(ref first, (nuint)(i + (2 * width)));
            d += Vector512.LoadUnsafe(ref first, (nuint)(i + (3 * width)));
        }

        a = (a + b) + (c + d);
        double sum = 0;
        for (int lane = 0; lane < width; lane++)
            sum += a.GetElement(lane);
        for (; i < masses.Length; i++)
            sum += masses[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(double[] masses, double factor)
    {
        for (int i = 0; i < masses.Length; i++)
            masses[i] *= factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Positive(double[] masses)
    {
        int count = masses.Length - masses.AsSpan().Count(0), k = 0;
        var places = new int[count];
        for (int i = 0; i < masses.Length; i++)
        {
            if (masses[i] > 0)
                places[k++] = i;
        }

        return places;
    }
}
