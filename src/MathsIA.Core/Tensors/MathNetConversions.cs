using MathNet.Numerics.LinearAlgebra;

namespace MathsIA;

/// <summary>Conversions between tensors and the matrices and vectors of Math.NET Numerics.</summary>
/// <remarks>Math.NET stores matrices by columns, tensors by rows. <c>To...</c> copies; <c>AsTensor</c> shares the memory of a
/// dense matrix or vector, a matrix as a transposed view. <c>float</c> and <c>double</c>.</remarks>
public static class MathNetConversions
{
    /// <summary>A Math.NET matrix with a copy of the elements.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="tensor">A tensor of rank 2, at least 1 x 1.</param>
    /// <returns>A dense matrix.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The rank is not 2, or the tensor is empty, which a Math.NET matrix cannot be.</exception>
    /// <exception cref="NotSupportedException">Math.NET has no matrices of the element type.</exception>
    public static Matrix<T> ToMathNetMatrix<T>(this Tensor<T> tensor) where T : unmanaged, IEquatable<T>, IFormattable
    {
        RequireRank(nameof(ToMathNetMatrix), tensor, 2);
        return Matrix<T>.Build.Dense(tensor.Shape[0], tensor.Shape[1], tensor.Transpose().ToArray());
    }

    /// <summary>A Math.NET vector with a copy of the elements.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="tensor">A tensor of rank 1 with at least one element.</param>
    /// <returns>A dense vector.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The rank is not 1, or the tensor is empty, which a Math.NET vector cannot be.</exception>
    /// <exception cref="NotSupportedException">Math.NET has no vectors of the element type.</exception>
    public static Vector<T> ToMathNetVector<T>(this Tensor<T> tensor) where T : unmanaged, IEquatable<T>, IFormattable
    {
        RequireRank(nameof(ToMathNetVector), tensor, 1);
        return Vector<T>.Build.Dense(tensor.ToArray());
    }

    /// <summary>A tensor of rank 2 with a copy of a matrix's elements, by rows.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">Any Math.NET matrix, dense or not.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="ArgumentNullException">The matrix is null.</exception>
    public static Tensor<T> ToTensor<T>(this Matrix<T> matrix) where T : unmanaged, IEquatable<T>, IFormattable
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Tensor.From(matrix.ToRowMajorArray(), matrix.RowCount, matrix.ColumnCount);
    }

    /// <summary>A tensor of rank 1 with a copy of a vector's elements.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="vector">Any Math.NET vector, dense or not.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentNullException">The vector is null.</exception>
    public static Tensor<T> ToTensor<T>(this Vector<T> vector) where T : unmanaged, IEquatable<T>, IFormattable
    {
        ArgumentNullException.ThrowIfNull(vector);
        return Tensor.From(vector.ToArray());
    }

    /// <summary>A tensor on the memory of a dense matrix: a transposed view, since Math.NET stores by columns.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">A dense Math.NET matrix.</param>
    /// <returns>A tensor of rank 2 that reads and writes the matrix.</returns>
    /// <exception cref="ArgumentNullException">The matrix is null.</exception>
    /// <exception cref="ArgumentException">The matrix is not stored densely: use <see cref="ToTensor{T}(Matrix{T})"/>.</exception>
    public static Tensor<T> AsTensor<T>(this Matrix<T> matrix) where T : unmanaged, IEquatable<T>, IFormattable
    {
        ArgumentNullException.ThrowIfNull(matrix);
        T[] columns = matrix.AsColumnMajorArray()
            ?? throw new ArgumentException($"AsTensor: a {matrix.GetType().Name} has no dense array to share; copy it with ToTensor().", nameof(matrix));
        return Tensor.From(columns, matrix.ColumnCount, matrix.RowCount).Transpose();
    }

    /// <summary>A tensor on the memory of a dense vector.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="vector">A dense Math.NET vector.</param>
    /// <returns>A tensor of rank 1 that reads and writes the vector.</returns>
    /// <exception cref="ArgumentNullException">The vector is null.</exception>
    /// <exception cref="ArgumentException">The vector is not stored densely: use <see cref="ToTensor{T}(Vector{T})"/>.</exception>
    public static Tensor<T> AsTensor<T>(this Vector<T> vector) where T : unmanaged, IEquatable<T>, IFormattable
    {
        ArgumentNullException.ThrowIfNull(vector);
        return Tensor.From(vector.AsArray()
            ?? throw new ArgumentException($"AsTensor: a {vector.GetType().Name} has no dense array to share; copy it with ToTensor().", nameof(vector)));
    }

    private static void RequireRank<T>(string operation, Tensor<T> tensor, int rank) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Rank != rank || tensor.IsEmpty)
            throw new ShapeMismatchException(operation, $"a tensor of rank {rank} that is not empty is needed, not one of shape {tensor.Shape}.", nameof(tensor));
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"{operation}: Math.NET has no matrices of {typeof(T).Name}.");
    }
}
