using System.Numerics;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.LinearAlgebra;

/// <summary>The Lanczos method with full reorthogonalization and thick restarts: extreme eigenvalues of symmetric operators, and
/// norms.</summary>
/// <remarks>Memory is bounded by <see cref="SpectralOptions{T}.BasisSize"/>; the basis stays orthonormal to rounding, so no ghost
/// eigenvalues appear. An invariant subspace found early is left through a fresh orthogonal direction, so that multiple
/// eigenvalues are met one after another. Wu and Simon, SIAM J. Matrix Anal. Appl. 22, 2000; Parlett, The Symmetric
/// Eigenvalue Problem, chapter 13.</remarks>
public static class Lanczos
{
    /// <summary>Computes some eigenvalues at an end of the spectrum.</summary>
    /// <param name="a">A symmetric operator.</param>
    /// <param name="count">How many, from 1 to the number of elements of the domain.</param>
    /// <param name="end">Which.</param>
    /// <param name="options">Tolerance, limit, basis size, start.</param>
    /// <param name="cancellationToken">Ends the iteration with <see cref="Status.Cancelled"/>.</param>
    /// <returns>Values, vectors, a residual for each, and the status. The best approximations come back whatever the status.</returns>
    /// <exception cref="ShapeMismatchException">The operator does not map a shape to itself, or acts on empty tensors.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1 or above the number of elements.</exception>
    public static LanczosResult<T> Eigenvalues<T>(ILinearOperator<T> a, int count, SpectrumEnd end = SpectrumEnd.Largest, SpectralOptions<T>? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        StartVector.RequireSquare(nameof(Lanczos), a);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, a.Domain.Length);
        if (end is < SpectrumEnd.Largest or > SpectrumEnd.Both)
            throw new ArgumentOutOfRangeException(nameof(end), end, "Lanczos: unknown end of the spectrum.");
        return new ThickRestartLanczos<T>(a, count, end, options ?? new SpectralOptions<T>(), cancellationToken).Run();
    }

    /// <summary>The spectral norm <c>‖A‖₂</c> of any operator, from Lanczos on <c>A*A</c>.</summary>
    /// <param name="a">The operator.</param>
    /// <param name="options">Tolerance, limit, basis size, start.</param>
    /// <param name="cancellationToken">Ends the iteration with <see cref="Status.Cancelled"/>.</param>
    /// <returns>A value that never exceeds the norm (up to rounding), with the distance within which a singular value lies.</returns>
    /// <exception cref="ShapeMismatchException">The operator acts on empty tensors.</exception>
    public static SpectralEstimate<T> Norm<T>(ILinearOperator<T> a, SpectralOptions<T>? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        StartVector.RequireElements(nameof(Norm), a);
        LanczosResult<T> top = new ThickRestartLanczos<T>(a.Gram, 1, SpectrumEnd.Largest, options ?? new SpectralOptions<T>(), cancellationToken).Run();
        T square = T.Max(top.Values[0], T.Zero), error = top.ErrorBounds[0], value = T.Sqrt(square);
        // |√λ - σ| = |λ - θ| / (√λ + σ), and √λ cannot be negative.
        T bound = value > T.Zero ? T.Min(error / value, T.Sqrt(error)) : T.Sqrt(error);
        return new SpectralEstimate<T>(value, bound, top.Vectors.Reshape(a.Domain), top.Status, top.Iterations);
    }
}
