using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Operators;

public static partial class LinearOperator
{
    extension<T>(ILinearOperator<T> op) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>Estimates the spectral norm from below by the Lanczos method on <c>K*K</c>, where
        /// <see cref="ILinearOperator{T}.Norm"/> bounds it from above.</summary>
        /// <param name="options">Tolerance, limit, basis size, start.</param>
        /// <param name="cancellationToken">Ends the iteration with <see cref="Status.Cancelled"/>.</param>
        /// <returns>The estimate with its error bound and status.</returns>
        /// <exception cref="ShapeMismatchException">The operator acts on empty tensors.</exception>
        public SpectralEstimate<T> EstimateNorm(SpectralOptions<T>? options = null, CancellationToken cancellationToken = default) =>
            Lanczos.Norm(op, options, cancellationToken);
    }
}
