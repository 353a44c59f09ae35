namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Coordinates of a grid: for vectors of lengths n₀, n₁, ..., tensors of shape [n₀, n₁, ...] of which number k varies
    /// along axis k only.</summary>
    /// <remarks><c>grids[k][i₀, i₁, ...] = vectors[k][iₖ]</c>, the order of indices of matrices (NumPy's <c>indexing='ij'</c>).
    /// Views that repeat the elements of the vectors: nothing of the size of the grid is stored.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="vectors">The coordinates along each axis, each of rank 1.</param>
    /// <returns>As many tensors as vectors.</returns>
    /// <exception cref="ArgumentNullException">A vector is null.</exception>
    /// <exception cref="ShapeMismatchException">A tensor is not of rank 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The grid would have too many points or axes.</exception>
    public static Tensor<T>[] Meshgrid<T>(params ReadOnlySpan<Tensor<T>> vectors) where T : unmanaged
    {
        var lengths = new int[vectors.Length];
        for (int k = 0; k < vectors.Length; k++)
        {
            ArgumentNullException.ThrowIfNull(vectors[k], nameof(vectors));
            if (vectors[k].Rank != 1)
                throw new ShapeMismatchException(nameof(Meshgrid), $"tensor {k} of shape {vectors[k].Shape} is not of rank 1.", nameof(vectors));
            lengths[k] = vectors[k].Length;
        }

        var shape = new Shape(lengths);
        var grids = new Tensor<T>[vectors.Length];
        for (int k = 0; k < grids.Length; k++)
        {
            var strides = new int[shape.Rank];
            strides[k] = vectors[k].Strides[0];
            grids[k] = vectors[k].Window(vectors[k].Offset, shape, strides);
        }

        return grids;
    }
}
