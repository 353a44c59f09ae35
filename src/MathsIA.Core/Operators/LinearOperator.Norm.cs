using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Operators;

public static partial class LinearOperator
{
    /// <summary>Estimates the spectral norm from below by the Lanczos method on <c>K*K</c>, where
    /// <see cref="ILinearOperator{T}.Norm"/> bounds it from above.</summary>
    /// <param name="op">The operator K.</param>
    /// <param name="options">Tolerance, limit, basis size, start.</param>
    /// <param name="cancellationToken">Ends the iteration with <see cref="Status.Cancelled"/>.</param>
    /// <returns>The estimate with its error bound and status.</returns>
    /// <exception cref="ArgumentNullException">The operator is null.</exception>
    /// <exception cref="ShapeMismatchException">The operator acts on empty tensors.</exception>
    public static SpectralEstimate<T> EstimateNorm<T>(this ILinearOperator<T> op, SpectralOptions<T>? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Lanczos.Norm(OperatorGuard.NotNull(op), options, cancellationToken);
}
