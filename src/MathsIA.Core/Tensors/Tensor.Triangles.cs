namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The lower triangle of the last two axes, zeros above it: element (i, j) is kept when <c>j - i ≤ diagonal</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">A matrix, or a stack of them along leading axes.</param>
    /// <param name="diagonal">The last diagonal that is kept: 0 the main one, positive above it, negative below.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The rank is below 2.</exception>
    public static Tensor<T> LowerTriangle<T>(this Tensor<T> x, int diagonal = 0) where T : unmanaged
    {
        RequireMatrix(nameof(LowerTriangle), x);
        return ClearTriangle(x.Clone(), diagonal, above: true);
    }

    /// <inheritdoc cref="LowerTriangle{T}(Tensor{T}, int)"/>
    /// <param name="x">A matrix, or a stack of them along leading axes.</param>
    /// <param name="diagonal">The last diagonal that is kept: 0 the main one, positive above it, negative below.</param>
    /// <param name="destination">Where to write: <paramref name="x"/> itself for in-place, or apart from it.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps the operand in part.</exception>
    public static Tensor<T> LowerTriangle<T>(this Tensor<T> x, int diagonal, Tensor<T> destination) where T : unmanaged
    {
        RequireMatrix(nameof(LowerTriangle), x);
        Destination.Require(nameof(LowerTriangle), destination, x.Shape, x);
        x.CopyTo(destination);
        return ClearTriangle(destination, diagonal, above: true);
    }

    /// <summary>The upper triangle of the last two axes, zeros below it: element (i, j) is kept when <c>j - i ≥ diagonal</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">A matrix, or a stack of them along leading axes.</param>
    /// <param name="diagonal">The first diagonal that is kept: 0 the main one, positive above it, negative below.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The rank is below 2.</exception>
    public static Tensor<T> UpperTriangle<T>(this Tensor<T> x, int diagonal = 0) where T : unmanaged
    {
        RequireMatrix(nameof(UpperTriangle), x);
        return ClearTriangle(x.Clone(), diagonal, above: false);
    }

    /// <inheritdoc cref="UpperTriangle{T}(Tensor{T}, int)"/>
    /// <param name="x">A matrix, or a stack of them along leading axes.</param>
    /// <param name="diagonal">The first diagonal that is kept: 0 the main one, positive above it, negative below.</param>
    /// <param name="destination">Where to write: <paramref name="x"/> itself for in-place, or apart from it.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps the operand in part.</exception>
    public static Tensor<T> UpperTriangle<T>(this Tensor<T> x, int diagonal, Tensor<T> destination) where T : unmanaged
    {
        RequireMatrix(nameof(UpperTriangle), x);
        Destination.Require(nameof(UpperTriangle), destination, x.Shape, x);
        x.CopyTo(destination);
        return ClearTriangle(destination, diagonal, above: false);
    }

    /// <summary>Matrices with given elements on a diagonal and zeros elsewhere: the last axis becomes a square matrix.</summary>
    /// <remarks>The inverse direction, the diagonal of a matrix, is the view <see cref="Tensor{T}.Diagonal"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The elements: a vector of n, or a stack of them along leading axes.</param>
    /// <param name="diagonal">Which diagonal: 0 the main one, positive above it, negative below.</param>
    /// <returns>A new tensor with one axis more; its matrices have n + |diagonal| rows and columns.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The rank is 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The result would be too large.</exception>
    public static Tensor<T> Diag<T>(this Tensor<T> x, int diagonal = 0) where T : unmanaged
    {
        Tensor<T> result = Zeros<T>(DiagShape(x, diagonal));
        x.CopyTo(result.Diagonal(diagonal));
        return result;
    }

    /// <inheritdoc cref="Diag{T}(Tensor{T}, int)"/>
    /// <param name="x">The elements: a vector of n, or a stack of them along leading axes.</param>
    /// <param name="diagonal">Which diagonal: 0 the main one, positive above it, negative below.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from the operand.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps the operand.</exception>
    public static Tensor<T> Diag<T>(this Tensor<T> x, int diagonal, Tensor<T> destination) where T : unmanaged
    {
        Destination.RequireApart(nameof(Diag), destination, DiagShape(x, diagonal), x);
        destination.Fill(default);
        x.CopyTo(destination.Diagonal(diagonal));
        return destination;
    }

    private static Shape DiagShape<T>(Tensor<T> x, int diagonal) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank == 0)
            throw new ShapeMismatchException(nameof(Diag), "a 0-dimensional tensor has no axis to put on a diagonal.", nameof(x));
        int side = (int)Math.Min(int.MaxValue, x.Shape.Lengths[^1] + Math.Abs((long)diagonal));
        return new Shape([.. x.Shape.Lengths[..^1], side, side]);
    }

    private static void RequireMatrix<T>(string operation, Tensor<T> x) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 2)
            throw new ShapeMismatchException(operation, $"the shape {x.Shape} has no last two axes.", nameof(x));
    }

    private static Tensor<T> ClearTriangle<T>(Tensor<T> x, int diagonal, bool above) where T : unmanaged
    {
        int rows = x.Shape[-2], columns = x.Shape[-1];
        // One row of all the matrices of the stack at once.
        for (int i = 0; i < rows; i++)
        {
            long first = i + (long)diagonal;
            if (above)
            {
                int start = (int)Math.Clamp(first + 1, 0, columns);
                x.Select(-2, i).Narrow(-1, start, columns - start).Fill(default);
            }
            else
            {
                x.Select(-2, i).Narrow(-1, 0, (int)Math.Clamp(first, 0, columns)).Fill(default);
            }
        }

        return x;
    }
}
