using System.Numerics;

namespace MathsIA.Operators;

/// <summary>A sparse matrix compressed along its major axis: rows for CSR, columns for CSC. Within a major line the minor indices
/// rise strictly. Immutable.</summary>
internal sealed class CompressedStorage<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private OperatorNorm<T>? _norm;

    private CompressedStorage(int majors, int minors, int[] starts, int[] indices, T[] values)
    {
        Majors = majors;
        Minors = minors;
        Starts = starts;
        Indices = indices;
        Values = values;
    }

    public int Majors { get; }

    public int Minors { get; }

    public int[] Starts { get; }

    public int[] Indices { get; }

    public T[] Values { get; }

    /// <summary>The smaller of sqrt(‖A‖₁ ‖A‖∞) and the Frobenius norm.</summary>
    public OperatorNorm<T> Norm => _norm ??= ComputeNorm();

    /// <summary>Wraps arrays that a caller gives, after checking every number in them.</summary>
    public static CompressedStorage<T> FromParts(string operation, int majors, int minors, ReadOnlySpan<int> starts, ReadOnlySpan<int> indices, ReadOnlySpan<T> values, string majorName)
    {
        if (starts.Length != majors + 1L)
            throw new ShapeMismatchException(operation, $"{starts.Length} starts given for {majors} {majorName}s; one more than {majorName}s is needed.", nameof(starts));
        if (indices.Length != values.Length)
            throw new ShapeMismatchException(operation, $"{indices.Length} indices given for {values.Length} values.", nameof(indices));
        if (starts[0] != 0 || starts[^1] != indices.Length)
            throw new ArgumentException($"{operation}: the starts must run from 0 to the number of values {indices.Length}, not from {starts[0]} to {starts[^1]}.", nameof(starts));
        // All starts before any index: a fall in the starts could otherwise lead outside the indices.
        for (int i = 0; i < majors; i++)
        {
            if (starts[i + 1] < starts[i])
                throw new ArgumentException($"{operation}: the starts fall from {starts[i]} to {starts[i + 1]} at {majorName} {i}.", nameof(starts));
        }

        for (int i = 0; i < majors; i++)
        {
            int before = -1;
            for (int k = starts[i]; k < starts[i + 1]; k++)
            {
                if ((uint)indices[k] >= (uint)minors)
                    throw new ArgumentOutOfRangeException(nameof(indices), indices[k], $"{operation}: index number {k}, in {majorName} {i}, is outside 0 to {minors - 1}.");
                if (indices[k] <= before)
                    throw new ArgumentException($"{operation}: the indices of {majorName} {i} must rise strictly, but {indices[k]} follows {before}.", nameof(indices));
                before = indices[k];
            }
        }

        return new CompressedStorage<T>(majors, minors, starts.ToArray(), indices.ToArray(), values.ToArray());
    }

    /// <summary>Checks a size before anything is allocated for it.</summary>
    public static void CheckSize(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rows, Array.MaxLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(columns, Array.MaxLength);
    }

    /// <summary>Sorts triplets by two counting passes and adds up those that name the same place, in the order given.</summary>
    public static CompressedStorage<T> FromTriplets(string operation, int majors, int minors, ReadOnlySpan<int> major, ReadOnlySpan<int> minor, ReadOnlySpan<T> values, string majorName, string minorName)
    {
        if (major.Length != values.Length || minor.Length != values.Length)
            throw new ShapeMismatchException(operation, $"{major.Length} {majorName} indices, {minor.Length} {minorName} indices and {values.Length} values given.", nameof(values));
        CheckIndices(operation, major, majors, majorName);
        CheckIndices(operation, minor, minors, minorName);

        // Stable passes, minor first: within a major line entries end up in minor order, equal ones in the order given.
        int count = values.Length;
        var byMinor = new int[count];
        Distribute(minor, minors, byMinor);
        var starts = new int[majors + 1];
        foreach (int m in major)
            starts[m + 1]++;
        for (int i = 0; i < majors; i++)
            starts[i + 1] += starts[i];
        var indices = new int[count];
        var sorted = new T[count];
        int[] next = starts.AsSpan(0, majors).ToArray();
        foreach (int e in byMinor)
        {
            int place = next[major[e]]++;
            indices[place] = minor[e];
            sorted[place] = values[e];
        }

        return Merge(majors, minors, starts, indices, sorted);
    }

    /// <summary>Keeps the entries of a dense matrix that are not zero (NaN is kept).</summary>
    public static CompressedStorage<T> FromDense(Tensor<T> matrix, bool byColumns)
    {
        Tensor<T> lines = byColumns ? matrix.Transpose() : matrix;
        T[] all = lines.ToArray();
        int majors = lines.Shape[0], minors = lines.Shape[1];
        int count = all.Length - all.AsSpan().Count(T.Zero) ;
        var starts = new int[majors + 1];
        var indices = new int[count];
        var values = new T[count];
        int k = 0;
        for (int i = 0; i < majors; i++)
        {
            for (int j = 0; j < minors; j++)
            {
                T value = all[i * minors + j];
                if (value == T.Zero)
                    continue;
                indices[k] = j;
                values[k++] = value;
            }

            starts[i + 1] = k;
        }

        return new CompressedStorage<T>(majors, minors, starts, indices, values);
    }

    /// <summary>The same matrix compressed along the other axis.</summary>
    public CompressedStorage<T> Turned()
    {
        var starts = new int[Minors + 1];
        foreach (int j in Indices)
            starts[j + 1]++;
        for (int j = 0; j < Minors; j++)
            starts[j + 1] += starts[j];
        var indices = new int[Indices.Length];
        var values = new T[Values.Length];
        int[] next = starts.AsSpan(0, Minors).ToArray();
        for (int i = 0; i < Majors; i++)
        {
            for (int k = Starts[i]; k < Starts[i + 1]; k++)
            {
                int place = next[Indices[k]]++;
                indices[place] = i;
                values[place] = Values[k];
            }
        }

        return new CompressedStorage<T>(Minors, Majors, starts, indices, values);
    }

    /// <summary>The value at a place; zero where none is stored.</summary>
    public T Get(int major, int minor)
    {
        int found = Indices.AsSpan(Starts[major], Starts[major + 1] - Starts[major]).BinarySearch(minor);
        return found < 0 ? T.Zero : Values[Starts[major] + found];
    }

    private static void CheckIndices(string operation, ReadOnlySpan<int> indices, int length, string name)
    {
        for (int e = 0; e < indices.Length; e++)
        {
            if ((uint)indices[e] >= (uint)length)
                throw new ArgumentOutOfRangeException($"{name}Indices", indices[e], $"{operation}: {name} index number {e} is outside 0 to {length - 1}.");
        }
    }

    /// <summary>Writes the numbers of the entries in the order of their keys, equal keys in the order given.</summary>
    private static void Distribute(ReadOnlySpan<int> keys, int length, int[] order)
    {
        var next = new int[length + 1];
        foreach (int key in keys)
            next[key + 1]++;
        for (int j = 0; j < length; j++)
            next[j + 1] += next[j];
        for (int e = 0; e < keys.Length; e++)
            order[next[keys[e]]++] = e;
    }

    private static CompressedStorage<T> Merge(int majors, int minors, int[] starts, int[] indices, T[] values)
    {
        int kept = 0, k = 0;
        for (int i = 0; i < majors; i++)
        {
            int end = starts[i + 1], first = kept;
            for (; k < end; k++)
            {
                if (kept > first && indices[kept - 1] == indices[k])
                    values[kept - 1] += values[k];
                else
                {
                    indices[kept] = indices[k];
                    values[kept++] = values[k];
                }
            }

            starts[i + 1] = kept;
        }

        if (kept < indices.Length)
        {
            Array.Resize(ref indices, kept);
            Array.Resize(ref values, kept);
        }

        return new CompressedStorage<T>(majors, minors, starts, indices, values);
    }

    private OperatorNorm<T> ComputeNorm()
    {
        var minorSums = new T[Minors];
        T majorMost = T.Zero, minorMost = T.Zero;
        for (int i = 0; i < Majors; i++)
        {
            T sum = T.Zero;
            for (int k = Starts[i]; k < Starts[i + 1]; k++)
            {
                T size = T.Abs(Values[k]);
                sum += size;
                minorSums[Indices[k]] += size;
            }

            majorMost = T.Max(majorMost, sum);
        }

        foreach (T sum in minorSums)
            minorMost = T.Max(minorMost, sum);
        return OperatorNorm<T>.AtMost(T.Min(Kernels.VectorKernels.Norm<T>(Values), T.Sqrt(majorMost) * T.Sqrt(minorMost)));
    }
}
