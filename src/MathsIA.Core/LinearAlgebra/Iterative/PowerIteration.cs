using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.LinearAlgebra;

/// <summary>The power method: the simplest way to a norm or a dominant eigenvalue, with three vectors of memory.</summary>
/// <remarks>The error falls by <c>|λ₂/λ₁|</c> an iteration; <see cref="Lanczos"/> needs about the square root of the number of
/// iterations, and more memory. Golub and Van Loan, Matrix Computations, 4th ed., section 8.2.1.</remarks>
public static class PowerIteration
{
    /// <summary>The eigenvalue of largest modulus of a symmetric operator.</summary>
    /// <param name="a">A symmetric operator.</param>
    /// <param name="options">Tolerance, limit, start.</param>
    /// <param name="cancellationToken">Ends the iteration with <see cref="Status.Cancelled"/>.</param>
    /// <returns>The Rayleigh quotient with its residual as error bound. When <c>λ</c> and <c>-λ</c> are both dominant the method
    /// cannot converge, and says so.</returns>
    /// <exception cref="ShapeMismatchException">The operator does not map a shape to itself, or acts on empty tensors.</exception>
    public static SpectralEstimate<T> DominantEigenvalue<T>(ILinearOperator<T> a, SpectralOptions<T>? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        StartVector.RequireSquare(nameof(DominantEigenvalue), a);
        return Run(nameof(DominantEigenvalue), a, isNorm: false, options ?? new SpectralOptions<T>(), cancellationToken);
    }

    /// <summary>The spectral norm <c>‖A‖₂</c> of any operator, from power iteration on <c>A*A</c>.</summary>
    /// <param name="a">The operator.</param>
    /// <param name="options">Tolerance, limit, start.</param>
    /// <param name="cancellationToken">Ends the iteration with <see cref="Status.Cancelled"/>.</param>
    /// <returns>A value that never exceeds the norm (up to rounding), with the distance within which a singular value lies.</returns>
    /// <exception cref="ShapeMismatchException">The operator acts on empty tensors.</exception>
    public static SpectralEstimate<T> Norm<T>(ILinearOperator<T> a, SpectralOptions<T>? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        StartVector.RequireElements(nameof(Norm), a);
        return Run(nameof(Norm), a.Gram, isNorm: true, options ?? new SpectralOptions<T>(), cancellationToken);
    }

    private static SpectralEstimate<T> Run<T>(string operation, ILinearOperator<T> a, bool isNorm, SpectralOptions<T> options, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> vector = Tensor.Uninitialized<T>(a.Domain);
        Span<T> v = vector.AsSpan();
        StartVector.Fill(operation, options, a.Domain, v);
        using var scratch = new Workspace<T>(2 * v.Length);
        Span<T> image = scratch.Span[..v.Length], residual = scratch.Span[v.Length..];
        for (int iterations = 1; ; iterations++)
        {
            a.Apply(v, image);
            T theta = VectorKernels.Dot<T>(v, image);
            image.CopyTo(residual);
            VectorKernels.Axpy(-theta, v, residual);
            T error = VectorKernels.Norm<T>(residual), length = VectorKernels.Norm<T>(image);
            options.Progress?.Report(new IterationProgress(iterations, double.CreateSaturating(error)));
            Status? status = !T.IsFinite(theta) || !T.IsFinite(error) ? Status.NonFinite
                : error <= options.Tolerance * T.Abs(theta) || length == T.Zero ? Status.Converged
                : cancellationToken.IsCancellationRequested ? Status.Cancelled
                : iterations >= options.MaxIterations ? Status.IterationLimit
                : null;
            if (status is { } ended)
            {
                T value = isNorm ? T.Sqrt(T.Max(theta, T.Zero)) : theta;
                // |√λ - σ| = |λ - θ| / (√λ + σ), and √λ cannot be negative.
                T bound = isNorm && value > T.Zero ? T.Min(error / value, T.Sqrt(error)) : isNorm ? T.Sqrt(error) : error;
                return new SpectralEstimate<T>(value, bound, vector, ended, iterations);
            }

            image.CopyTo(v);
            VectorKernels.Scale(T.One / length, v);
        }
    }
}
