using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.OptimalTransport;

/// <summary>The cosine distance <c>1 − ⟨x, y⟩ / (‖x‖ ‖y‖)</c>, from 0 to 2; 1 where a point is the origin.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public readonly record struct CosineCost<T> : IDifferentiableCost<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Costs(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination)
    {
        // Points are scaled to 1 by their largest coordinate, so that no square overflows or vanishes.
        T size = T.Zero, norm = T.Zero;
        foreach (T coordinate in source)
            size = T.Max(size, T.Abs(coordinate));
        foreach (T coordinate in source)
            norm += size == T.Zero ? T.Zero : coordinate / size * (coordinate / size);
        norm = T.Sqrt(norm);
        int j = 0;
        ref T points = ref MemoryMarshal.GetReference(targets), costs = ref MemoryMarshal.GetReference(destination);
        for (; j <= destination.Length - Vector<T>.Count; j += Vector<T>.Count)
        {
            Vector<T> largest = Vector<T>.Zero, dot = Vector<T>.Zero, square = Vector<T>.Zero;
            for (int k = 0; k < source.Length; k++)
                largest = Vector.Max(largest, Vector.Abs(Vector.LoadUnsafe(ref points, (nuint)((k * (long)stride) + j))));
            Vector<T> isOrigin = Vector.Equals(largest, Vector<T>.Zero), scale = Vector<T>.One / Vector.ConditionalSelect(isOrigin, Vector<T>.One, largest);
            for (int k = 0; k < source.Length; k++)
            {
                Vector<T> y = Vector.LoadUnsafe(ref points, (nuint)((k * (long)stride) + j)) * scale;
                dot += Vector.Create(size == T.Zero ? T.Zero : source[k] / size) * y;
                square += y * y;
            }

            Vector<T> product = Vector.SquareRoot(square) * norm;
            Vector<T> cosine = dot / Vector.ConditionalSelect(Vector.Equals(product, Vector<T>.Zero), Vector<T>.One, product);
            Vector.Max(Vector<T>.Zero, Vector<T>.One - cosine).StoreUnsafe(ref costs, (nuint)j);
        }

        for (; j < destination.Length; j++)
        {
            T largest = T.Zero, dot = T.Zero, square = T.Zero;
            for (int k = 0; k < source.Length; k++)
                largest = T.Max(largest, T.Abs(targets[(int)((k * (long)stride) + j)]));
            for (int k = 0; k < source.Length && largest > T.Zero && size > T.Zero; k++)
            {
                T y = targets[(int)((k * (long)stride) + j)] / largest;
                dot += source[k] / size * y;
                square += y * y;
            }

            T product = T.Sqrt(square) * norm;
            destination[j] = product == T.Zero ? T.One : T.Max(T.Zero, T.One - (dot / product));
        }
    }

    /// <inheritdoc/>
    /// <remarks><c>∇_x c = (cos(x, y) x/‖x‖ − y/‖y‖) / ‖x‖</c>, at a right angle to x; 0 where a point is the origin, where there is no gradient.</remarks>
    public void AddGradient(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, ReadOnlySpan<T> weights, Span<double> gradient)
    {
        double size = 0, norm = 0, along = 0;
        foreach (T coordinate in source)
            size = Math.Max(size, Math.Abs(double.CreateTruncating(coordinate)));
        if (size == 0)
            return;
        foreach (T coordinate in source)
            norm += Math.Pow(double.CreateTruncating(coordinate) / size, 2);
        norm = Math.Sqrt(norm);
        for (int j = 0; j < weights.Length; j++)
        {
            double weight = double.CreateTruncating(weights[j]), largest = 0, square = 0, dot = 0;
            for (int k = 0; k < source.Length; k++)
                largest = Math.Max(largest, Math.Abs(Target(targets, stride, j, k)));
            if (weight == 0 || largest == 0)
                continue;
            for (int k = 0; k < source.Length; k++)
            {
                double y = Target(targets, stride, j, k) / largest;
                square += y * y;
                dot += double.CreateTruncating(source[k]) / size * y;
            }

            double length = Math.Sqrt(square), factor = weight / (size * norm);
            along += factor * dot / (norm * length);
            for (int k = 0; k < source.Length; k++)
                gradient[k] -= factor * Target(targets, stride, j, k) / (largest * length);
        }

        for (int k = 0; k < source.Length; k++)
            gradient[k] += along * double.CreateTruncating(source[k]) / (size * norm);
    }

    private static double Target(ReadOnlySpan<T> targets, int stride, int j, int k) => double.CreateTruncating(targets[(int)((k * (long)stride) + j)]);
}
