using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>Exact transport between Gaussian measures for the squared distance: Bures' distance, the linear map, the geodesic.</summary>
/// <remarks>
/// <para>For N(m, A) and N(n, B): <c>W₂² = ‖m − n‖² + tr A + tr B − 2 tr (A^½ B A^½)^½</c>, and the map is
/// <c>x ↦ n + M (x − m)</c> with <c>M = A^(−½) (A^½ B A^½)^½ A^(−½)</c>, symmetric and positive. The cost is of order d³.</para>
/// <para>Covariances are symmetric and positive semi-definite; the map asks for a definite A. Sources: I. Olkin, F. Pukelsheim, Linear Algebra Appl. 48, 1982;
/// G. Peyré, M. Cuturi, "Computational Optimal Transport", 2019, remark 2.31.</para>
/// </remarks>
public static class BuresWasserstein
{
    private const string Operation = nameof(BuresWasserstein);

    /// <summary>The squared distance <c>W₂²</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="mean">The mean m, of d coordinates.</param>
    /// <param name="covariance">The covariance A, d by d.</param>
    /// <param name="targetMean">The mean n.</param>
    /// <param name="targetCovariance">The covariance B.</param>
    /// <returns>The squared distance, at least 0.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The means are not vectors of one length, or the covariances not square of that side.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite, or a covariance is not symmetric or has a negative eigenvalue beyond rounding.</exception>
    public static double SquaredDistance<T>(Tensor<T> mean, Tensor<T> covariance, Tensor<T> targetMean, Tensor<T> targetCovariance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (Tensor<double> a, Tensor<double> b) = Check(mean, covariance, targetMean, targetCovariance);
        double shift = 0, trace = 0;
        for (int k = 0; k < mean.Length; k++)
        {
            double difference = double.CreateTruncating(mean[k]) - double.CreateTruncating(targetMean[k]);
            shift += difference * difference;
            trace += a[k, k] + b[k, k];
        }

        // tr (A^½ B A^½)^½ is the sum of the singular values of B^½ A^½: no squares, so that small ones keep their digits.
        double overlap = Matrix.SingularValues(Root(b, "targetCovariance").MatMul(Root(a, "covariance"))).Sum();
        return shift + Math.Max(0, trace - (2 * overlap));
    }

    /// <summary>The distance <c>W₂</c>.</summary>
    /// <inheritdoc cref="SquaredDistance{T}"/>
    /// <returns>The distance.</returns>
    public static double Distance<T>(Tensor<T> mean, Tensor<T> covariance, Tensor<T> targetMean, Tensor<T> targetCovariance) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Math.Sqrt(SquaredDistance(mean, covariance, targetMean, targetCovariance));

    /// <summary>The matrix M of the optimal map <c>x ↦ n + M (x − m)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="covariance">The covariance A, positive definite.</param>
    /// <param name="targetCovariance">The covariance B.</param>
    /// <returns>The matrix: <c>M A M = B</c>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The covariances are not square of one side.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite, or a covariance is not symmetric or has a negative eigenvalue beyond rounding.</exception>
    /// <exception cref="ArgumentException">A is singular to working precision.</exception>
    public static Tensor<T> Map<T>(Tensor<T> covariance, Tensor<T> targetCovariance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<double> a = CheckCovariance(covariance, -1, nameof(covariance)), b = CheckCovariance(targetCovariance, covariance.Shape[0], nameof(targetCovariance));
        return MapOf(a, b).To<T>();
    }

    /// <summary>The measure at a time on the geodesic: mean <c>(1 − t) m + t n</c>, covariance <c>S A S</c> with <c>S = (1 − t) I + t M</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="mean">The mean m.</param>
    /// <param name="covariance">The covariance A, positive definite.</param>
    /// <param name="targetMean">The mean n.</param>
    /// <param name="targetCovariance">The covariance B.</param>
    /// <param name="time">The time t, from 0 to 1.</param>
    /// <returns>The mean and the covariance.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The means are not vectors of one length, or the covariances not square of that side.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite, a covariance is not symmetric or has a negative eigenvalue beyond rounding, or the time is not from 0 to 1.</exception>
    /// <exception cref="ArgumentException">A is singular to working precision.</exception>
    public static (Tensor<T> Mean, Tensor<T> Covariance) Interpolate<T>(Tensor<T> mean, Tensor<T> covariance, Tensor<T> targetMean, Tensor<T> targetCovariance, double time)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (Tensor<double> a, Tensor<double> b) = Check(mean, covariance, targetMean, targetCovariance);
        if (!(time is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(time), time, $"{Operation}: a time is from 0 to 1.");
        Tensor<double> s = ((1 - time) * Tensor.Eye<double>(mean.Length)) + (time * MapOf(a, b));
        Tensor<double> middle = ((1 - time) * mean.To<double>()) + (time * targetMean.To<double>());
        return (middle.To<T>(), s.MatMul(a).MatMul(s).To<T>());
    }

    private static Tensor<double> MapOf(Tensor<double> a, Tensor<double> b)
    {
        SymmetricEigen<double> eigen = Matrix.SymmetricEigen(a);
        double largest = eigen.Values.Max();
        if (!(eigen.Values.Min() > 1e-15 * largest))
            throw new ArgumentException($"{Operation}: covariance, of shape {a.Shape}, is singular to working precision; there is no map from a measure that is flat.", "covariance");
        Tensor<double> root = Root(a, "covariance"), inverse = Matrix.SymmetricInverseSqrt(a);
        Tensor<double> middle = Matrix.SymmetricFunction(Symmetrized(root.MatMul(b).MatMul(root)), value => Math.Sqrt(Math.Max(0, value)));
        return Symmetrized(inverse.MatMul(middle).MatMul(inverse));
    }

    private static Tensor<double> Symmetrized(Tensor<double> a) => 0.5 * (a + a.Transpose());

    private static Tensor<double> Root(Tensor<double> a, string name)
    {
        double least = Matrix.SymmetricEigenvalues(a).Min(), scale = a.Abs().Max();
        if (least < -1e-6 * scale)
            throw new ArgumentOutOfRangeException(name, least, $"{Operation}: {name}, of shape {a.Shape}, has a negative eigenvalue; a covariance has none.");
        return Matrix.SymmetricFunction(a, value => Math.Sqrt(Math.Max(0, value)));
    }

    private static (Tensor<double> A, Tensor<double> B) Check<T>(Tensor<T> mean, Tensor<T> covariance, Tensor<T> targetMean, Tensor<T> targetCovariance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LineGuard.Points(mean, Operation, nameof(mean));
        LineGuard.Points(targetMean, Operation, nameof(targetMean));
        if (mean.Length != targetMean.Length)
            throw new ShapeMismatchException(Operation, $"mean has the shape {mean.Shape} and targetMean {targetMean.Shape}; as many coordinates are asked for.", nameof(targetMean));
        return (CheckCovariance(covariance, mean.Length, nameof(covariance)), CheckCovariance(targetCovariance, mean.Length, nameof(targetCovariance)));
    }

    private static Tensor<double> CheckCovariance<T>(Tensor<T> covariance, int side, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(covariance, name);
        if (covariance.Rank != 2 || covariance.Shape[0] != covariance.Shape[1] || covariance.Length == 0 || (side >= 0 && covariance.Shape[0] != side))
            throw new ShapeMismatchException(Operation, $"{name} has the shape {covariance.Shape}; a square matrix{(side >= 0 ? $" of side {side}" : "")} is asked for.", name);
        LineGuard.Finite(covariance, Operation, name);
        Tensor<double> a = covariance.To<double>();
        double scale = a.Abs().Max(), skew = (a - a.Transpose()).Abs().Max();
        if (skew > 1e-5 * scale)
            throw new ArgumentOutOfRangeException(name, skew, $"{Operation}: {name}, of shape {covariance.Shape}, is not symmetric.");
        return Symmetrized(a);
    }
}
