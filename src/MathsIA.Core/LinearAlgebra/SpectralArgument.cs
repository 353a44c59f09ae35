using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>What the spectral decompositions share: their batches, tolerances and solutions.</summary>
internal static class SpectralArgument
{
    /// <summary>The slices that take one matrix out of a batch.</summary>
    public static AxisSlice[] Leading(string operation, Shape shape, ReadOnlySpan<int> indices)
    {
        if (indices.Length != shape.Rank - 2)
            throw new ArgumentException($"{operation}: the decomposition of shape {shape} has {shape.Rank - 2} leading axes, {indices.Length} indices were given.", nameof(indices));
        var slices = new AxisSlice[indices.Length];
        for (int i = 0; i < slices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)shape[i])
                throw new ArgumentOutOfRangeException(nameof(indices), indices[i], $"{operation}: the index is outside axis {i} of shape {shape}.");
            slices[i] = indices[i];
        }

        return slices;
    }

    /// <summary>Refuses a batch where one number is asked for.</summary>
    public static void RequireSingle(string operation, Shape shape)
    {
        if (shape.Rank != 2)
            throw new InvalidOperationException($"{operation}: this is a batch of shape {shape}; take one matrix out with the indexer.");
    }

    /// <summary>Refuses a destination that shares memory with a part of the decomposition.</summary>
    public static void RequireApart<T>(string operation, Tensor<T> destination, Tensor<T> part) where T : unmanaged
    {
        if (destination.Overlaps(part))
            throw new ArgumentException($"{operation}: the destination {destination.Shape} overlaps the decomposition.", nameof(destination));
    }

    /// <summary>The fraction of the largest value below which a value counts as zero.</summary>
    public static T Tolerance<T>(string operation, int rows, int columns, T? tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (tolerance is { } given && !(given >= T.Zero))
            throw new ArgumentOutOfRangeException(nameof(tolerance), given, $"{operation}: the tolerance must be 0 or more.");
        return tolerance ?? QrFactorization<T>.DefaultTolerance(rows, columns);
    }

    /// <summary>One over each value, zero where the value counts as zero.</summary>
    /// <remarks>A value so small that its reciprocal overflows counts as zero too.</remarks>
    public static Tensor<T> Reciprocals<T>(string operation, Tensor<T> values, int rows, int columns, T? tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T fraction = Tolerance(operation, rows, columns, tolerance);
        Tensor<T> result = values.Clone();
        int count = values.Shape[-1];
        for (int start = 0; start < result.Length; start += count)
        {
            Span<T> spectrum = result.AsSpan().Slice(start, count);
            T limit = fraction * T.Max(T.Abs(spectrum[0]), T.Abs(spectrum[^1]));
            foreach (ref T x in spectrum)
            {
                T reciprocal = T.Abs(x) > limit ? T.One / x : T.Zero;
                x = T.IsFinite(reciprocal) ? reciprocal : T.Zero;
            }
        }

        return result;
    }

    /// <summary>The matrices of a batch transposed: a view.</summary>
    public static Tensor<T> Transposed<T>(Tensor<T> a) where T : unmanaged => a.Transpose(a.Rank - 2, a.Rank - 1);

    /// <summary><c>right diag(weights) leftᵀ B</c>, for the columns of left and right.</summary>
    public static Tensor<T> Solve<T>(string operation, Tensor<T> left, Tensor<T> weights, Tensor<T> right, Tensor<T> b, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(b);
        int rows = left.Shape[-2], columns = right.Shape[-2], k = left.Shape[-1];
        bool vector = b.Rank == 1 && left.Rank == 2;
        if (!vector && (b.Rank != left.Rank || !b.Shape.Lengths[..^1].SequenceEqual(left.Shape.Lengths[..^1])) || vector && b.Length != rows)
            throw new ShapeMismatchException(operation, $"right side {b.Shape}: it must be {(left.Rank == 2 ? $"[{rows}] or [{rows}, k]" : $"[{string.Join(", ", left.Shape.Lengths[..^2].ToArray())}, {rows}, k]")}.", nameof(b));
        MatrixArgument.RequireFinite(operation, b, nameof(b));
        Tensor<T> sides = vector ? b.Unsqueeze(1) : b;
        ReadOnlySpan<int> batch = left.Shape.Lengths[..^2];
        Tensor<T> inner = Tensor.Uninitialized<T>([.. batch, k, sides.Shape[-1]]), result = Tensor.Uninitialized<T>([.. batch, columns, sides.Shape[-1]]);
        SpectralProduct.Run(operation, Transposed(left), null, sides, inner, symmetric: false, context);
        SpectralProduct.Run(operation, right, weights, inner, result, symmetric: false, context);
        return vector ? result.Reshape(columns) : result;
    }
}
