using System.Numerics;

namespace MathsIA.RandomNumbers;

public sealed partial class Philox
{
    /// <summary>Draws vectors of length one, every direction equally likely: normal vectors over their norm.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="count">How many vectors, at least zero.</param>
    /// <param name="dimension">How many coordinates each, at least 1; with one the vectors are +1 and -1.</param>
    /// <returns>A new tensor of shape [count, dimension]: a vector a row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, the dimension below 1, or their product too large.</exception>
    public Tensor<T> Sphere<T>(int count, int dimension) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Tensor<T> vectors = Normal<T>(count, dimension);
        Span<T> all = vectors.AsSpan();
        for (int i = 0; i < all.Length; i += dimension)
        {
            Span<T> vector = all.Slice(i, dimension);
            double sum = 0;
            foreach (T coordinate in vector)
                sum += double.CreateTruncating(coordinate) * double.CreateTruncating(coordinate);
            // Never zero: the smallest normal number drawn is far above the root of the smallest double.
            double norm = Math.Sqrt(sum);
            for (int j = 0; j < dimension; j++)
                vector[j] = T.CreateTruncating(double.CreateTruncating(vector[j]) / norm);
        }

        return vectors;
    }
}
