using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>Kernel ridge regression, <c>min_f Σ (y_i − f(x_i))² + λ ‖f‖²</c> in the space of the kernel: <c>h = (K + λ I)⁻¹ y</c>.</summary>
/// <remarks>By the representer theorem <c>f = Σ h_i κ(x_i, ·)</c>. With the linear kernel it is <see cref="Ridge"/>. Costs <c>n³/3</c> multiplications beside the kernel matrix.</remarks>
public static class KernelRidge
{
    private const string Operation = "KernelRidge.Fit";

    /// <summary>The function for one weight.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="samples">The samples, one a row: [n, d].</param>
    /// <param name="targets">What to predict: [n].</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="lambda">The weight λ, positive.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the samples are empty, or there are not as many targets as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite, or an element is not finite.</exception>
    /// <exception cref="NotPositiveDefiniteException">The weight is too small, against the kernel matrix, for the precision of the type.</exception>
    public static KernelModel<T> Fit<T>(Tensor<T> samples, Tensor<T> targets, IKernelFunction kernel, double lambda, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelArguments.Check(samples, targets, kernel, Operation);
        T weight = T.CreateChecked(Guard.Positive(lambda, Operation));
        Tensor<T> matrix = kernel.Matrix(samples, samples, context), shifted = matrix.Clone();
        for (int i = 0; i < shifted.Shape[0]; i++)
            shifted[i, i] += weight;
        Tensor<T> h = Matrix.Cholesky(shifted, context).Solve(targets.Contiguous(), context);
        Tensor<T> fitted = matrix.MatMul(h, context), away = targets - fitted;
        return new KernelModel<T>
        {
            Samples = samples,
            Coefficients = h,
            Kernel = kernel,
            Lambda = lambda,
            Objective = Vectors.Dot(away, away) + (weight * Vectors.Dot(h, fitted)),
            Residual = Vectors.Norm(away - (weight * h)),
            Status = Status.Converged,
            Iterations = 1,
        };
    }
}
