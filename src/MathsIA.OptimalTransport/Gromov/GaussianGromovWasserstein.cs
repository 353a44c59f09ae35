using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>Gromov-Wasserstein transport between normal distributions, for squared distances and the square loss.</summary>
/// <remarks>Source: A. Salmona, J. Delon, A. Desolneux, "Gromov-Wasserstein Distances between Gaussian Distributions", J. Appl. Probab. 59(4), 2022.
/// With the variances <c>λ₁ ≥ λ₂ ≥ …</c> of the first along its axes and <c>μ₁ ≥ μ₂ ≥ …</c> of the second, padded by zeros, the bounds are
/// <c>4 (Σλ − Σμ)² + 4 (‖λ‖ − ‖μ‖)² + 4 Σ (λ_k − μ_k)²</c>, where coordinates that only one of them has count by their squares, and
/// <c>4 (Σλ − Σμ)² + 8 Σ (λ_k − μ_k)²</c>. The two agree when one is a scaled copy of the other, and in one dimension.</remarks>
public static class GaussianGromovWasserstein
{
    /// <summary>The bounds, from the two covariance matrices. Means do not matter, dimensions may differ.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="source">The covariance of the first distribution, symmetric positive semidefinite.</param>
    /// <param name="target">The covariance of the second.</param>
    /// <returns>Lower and upper bound.</returns>
    /// <exception cref="ArgumentNullException">A covariance is null.</exception>
    /// <exception cref="ShapeMismatchException">A covariance is not a square matrix.</exception>
    public static GaussianGromovBounds Bounds<T>(Tensor<T> source, Tensor<T> target) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] x = Variances(source, nameof(source)), y = Variances(target, nameof(target));
        int dimension = Math.Max(x.Length, y.Length);
        Array.Resize(ref x, dimension);
        Array.Resize(ref y, dimension);
        double traces = x.Sum() - y.Sum(), norms = Norm(x) - Norm(y), squares = x.Zip(y, (p, q) => (p - q) * (p - q)).Sum();
        return new((4 * traces * traces) + (4 * norms * norms) + (4 * squares), (4 * traces * traces) + (8 * squares));
    }

    private static double[] Variances<T>(Tensor<T> covariance, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(covariance, name);
        if (covariance.Rank != 2 || covariance.Shape[0] != covariance.Shape[1])
            throw new ShapeMismatchException($"GaussianGromovWasserstein: {name} has the shape {covariance.Shape}; a square matrix is asked for.");
        double[] values = Matrix.SymmetricEigenvalues(covariance.To<double>()).ToArray();
        Array.Sort(values, (a, b) => b.CompareTo(a));
        return [.. values.Select(value => Math.Max(0, value))];
    }

    private static double Norm(double[] x) => Math.Sqrt(x.Sum(value => value * value));
}
