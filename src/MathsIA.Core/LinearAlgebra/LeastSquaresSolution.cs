using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>The answer of <see cref="Matrix.LeastSquares{T}"/>.</summary>
/// <param name="Solution">X, [n] or [n, k]: minimizes <c>‖A X - B‖₂</c> column by column, with the least norm.</param>
/// <param name="ResidualNorms"><c>‖A x - b‖₂</c> of each right side: a tensor of rank 0 for a vector, else [k].</param>
/// <param name="Rank">The numerical rank of A that was used.</param>
/// <param name="ReciprocalCondition">An estimate of the reciprocal condition number of A restricted to that rank.</param>
/// <typeparam name="T">The element type.</typeparam>
public sealed record LeastSquaresSolution<T>(Tensor<T> Solution, Tensor<T> ResidualNorms, int Rank, T ReciprocalCondition)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
