using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The linear model <c>r + J h</c> of residuals at a point, and its damped least-squares steps.</summary>
internal interface IGaussNewtonModel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Takes the Jacobian at a point, where the residuals are known.</summary>
    void Linearize(Tensor<T> x, Tensor<T> residuals);

    /// <summary><c>destination = Jᵀ u</c>.</summary>
    void MultiplyTransposed(Tensor<T> u, Tensor<T> destination);

    /// <summary>The squared norms of the columns of J; 1 where they are not known.</summary>
    void ColumnSquares(Span<T> squares);

    /// <summary>The minimizer of <c>‖r + J h‖² + λ Σ d_j h_j²</c>.</summary>
    /// <returns>Whether it is finite.</returns>
    bool Solve(T damping, ReadOnlySpan<T> scales, Tensor<T> step);
}
