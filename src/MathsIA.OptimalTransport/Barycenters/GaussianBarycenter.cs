using System.Diagnostics;
using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>The barycenter of Gaussian measures for squared distances, by the fixed point of the Bures geometry.</summary>
/// <remarks>
/// <para><c>S ← S^−½ (Σ λ_k (S^½ Σ_k S^½)^½)² S^−½</c>, whose fixed points solve <c>S = Σ λ_k (S^½ Σ_k S^½)^½</c>: the barycenter, unique if one covariance is regular. Each step lowers the
/// objective. Directions in which no measure spreads are left out first. Calculated in doubles; cost O(K d³) an iteration.</para>
/// <para>Source: P. C. Álvarez-Esteban, E. del Barrio, J. A. Cuesta-Albertos, C. Matrán, J. Math. Anal. Appl. 441, 2016; M. Agueh, G. Carlier, SIAM J. Math. Anal. 43(2), 2011, section 6, for the equation.</para>
/// </remarks>
public sealed record GaussianBarycenter
{
    private const string Operation = nameof(GaussianBarycenter);

    /// <summary>A variance below this share of the largest counts as none.</summary>
    private const double Flat = 1e-13;

    /// <summary>The most iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation, nameof(MaxIterations)); } = 1000;

    /// <summary>The <see cref="GaussianBarycenterResult{T}.Residual"/> at which the run has converged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, Operation, nameof(Tolerance)); } = 1e-10;

    /// <summary>Told after every iteration, on the solver's thread.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Finds the barycenter.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="means">The means, one a row: K by d.</param>
    /// <param name="covariances">The covariances, K by d by d: symmetric, of no negative eigenvalue.</param>
    /// <param name="weights">The weights λ_k, at least 0; null for equal ones.</param>
    /// <param name="cancellationToken">Looked at in every iteration; the covariance so far comes back.</param>
    /// <returns>Mean, covariance and objective.</returns>
    /// <exception cref="ArgumentNullException">Means or covariances are null.</exception>
    /// <exception cref="ShapeMismatchException">The sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, or anything not finite.</exception>
    /// <exception cref="ArgumentException">A covariance is not symmetric or has a negative eigenvalue, or all weights are 0.</exception>
    public GaussianBarycenterResult<T> Solve<T>(Tensor<T> means, Tensor<T> covariances, Tensor<T>? weights = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        (double[] centres, Tensor<double>[] given) = Check(means, covariances);
        int count = given.Length, dimension = means.Shape[1];
        double[] shares = BarycenterWeights.Check(weights, count, Operation);
        Tensor<double> basis = Range(given, shares);
        int rank = basis.Shape[1];
        Tensor<double>[] inner = Array.ConvertAll(given, covariance => Symmetric(basis.Transpose().MatMul(covariance).MatMul(basis)));
        Tensor<double> s = Tensor.Zeros<double>(rank, rank);
        for (int k = 0; k < count; k++)
            s += inner[k] * shares[k];
        Status status = Status.Converged;
        double residual = 0;
        double[] traces = new double[count];
        int iterations = 0;
        while (rank > 0)
        {
            SymmetricEigen<double> eigen = Matrix.SymmetricEigen(s);
            if (!(eigen.Values.Min() > Flat * eigen.Values.Max()))
            {
                status = Status.Breakdown;
                break;
            }

            Tensor<double> root = eigen.Sqrt(), inverse = eigen.InverseSqrt(), sum = Tensor.Zeros<double>(rank, rank);
            for (int k = 0; k < count; k++)
            {
                Tensor<double> coupled = Root(Symmetric(root.MatMul(inner[k]).MatMul(root)));
                traces[k] = Trace(coupled);
                sum += coupled * shares[k];
            }

            residual = Frobenius(sum - s) / Frobenius(s);
            iterations++;
            Progress?.Report(new(iterations, residual));
            if (residual <= Tolerance)
                break;
            if (!double.IsFinite(residual))
                status = Status.NonFinite;
            else if (iterations >= MaxIterations)
                status = Status.IterationLimit;
            else if (cancellationToken.IsCancellationRequested)
                status = Status.Cancelled;
            if (status != Status.Converged)
                break;
            s = Symmetric(inverse.MatMul(sum).MatMul(sum).MatMul(inverse));
        }

        double[] mean = new double[dimension], distances = new double[count];
        for (int i = 0; i < centres.Length; i++)
            mean[i % dimension] += shares[i / dimension] * centres[i];
        for (int k = 0; k < count; k++)
        {
            for (int i = 0; i < dimension; i++)
                distances[k] += Math.Pow(mean[i] - centres[(k * dimension) + i], 2);
            distances[k] += Math.Max(0, (rank == 0 ? 0 : Trace(s)) + Trace(given[k]) - (2 * traces[k]));
        }

        return new()
        {
            Mean = Doubles.Tensor<T>(mean),
            Covariance = rank == 0 ? Tensor.Zeros<T>(dimension, dimension) : Symmetric(basis.MatMul(s).MatMul(basis.Transpose())).To<T>(),
            Value = Doubles.Dot(shares, distances),
            SquaredDistances = distances,
            Residual = residual,
            Status = status,
            Iterations = iterations,
            Elapsed = Stopwatch.GetElapsedTime(start),
        };
    }

    /// <summary>An orthonormal basis of the directions in which some measure with weight spreads.</summary>
    private static Tensor<double> Range(Tensor<double>[] covariances, double[] shares)
    {
        int dimension = covariances[0].Shape[0];
        Tensor<double> mixture = Tensor.Zeros<double>(dimension, dimension);
        for (int k = 0; k < covariances.Length; k++)
            mixture += covariances[k] * shares[k];
        SymmetricEigen<double> eigen = Matrix.SymmetricEigen(mixture);
        double largest = eigen.Values.Max();
        int[] kept = [.. Enumerable.Range(0, dimension).Where(i => eigen.Values[i] > Flat * largest)];
        Tensor<double> basis = Tensor.Zeros<double>(dimension, kept.Length);
        for (int i = 0; i < dimension; i++)
        {
            for (int j = 0; j < kept.Length; j++)
                basis[i, j] = eigen.Vectors[i, kept[j]];
        }

        return basis;
    }

    private static Tensor<double> Root(Tensor<double> a) => Matrix.SymmetricEigen(a).Function(value => Math.Sqrt(Math.Max(0, value)));

    private static Tensor<double> Symmetric(Tensor<double> a) => (a + a.Transpose()) * 0.5;

    private static double Trace(Tensor<double> a)
    {
        double sum = 0;
        for (int i = 0; i < a.Shape[0]; i++)
            sum += a[i, i];
        return sum;
    }

    private static double Frobenius(Tensor<double> a) => Math.Sqrt(a.ToArray().Sum(x => x * x));

    private static (double[] Means, Tensor<double>[] Covariances) Check<T>(Tensor<T> means, Tensor<T> covariances) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const double Rounding = 1e-5;
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(covariances);
        if (means.Rank != 2 || means.Shape[0] == 0 || means.Shape[1] == 0)
            throw new ShapeMismatchException($"{Operation}: means has the shape {means.Shape}; one mean a row is asked for, and at least one.");
        (int count, int dimension) = (means.Shape[0], means.Shape[1]);
        if (covariances.Rank != 3 || covariances.Shape[0] != count || covariances.Shape[1] != dimension || covariances.Shape[2] != dimension)
            throw new ShapeMismatchException($"{Operation}: covariances has the shape {covariances.Shape}; {count} by {dimension} by {dimension} is asked for.");
        double[] centres = Doubles.Vector(means.Contiguous().Flatten(), means.Length, Operation, nameof(means));
        double[] elements = Doubles.Vector(covariances.Contiguous().Flatten(), covariances.Length, Operation, nameof(covariances));
        var matrices = new Tensor<double>[count];
        for (int k = 0; k < count; k++)
        {
            int size = dimension * dimension;
            Tensor<double> a = Tensor.From(elements[(k * size)..((k + 1) * size)]).Reshape(dimension, dimension);
            double scale = Frobenius(a);
            if (Frobenius(a - a.Transpose()) > Rounding * scale)
                throw new ArgumentException($"{Operation}: covariance {k} is not symmetric.", nameof(covariances));
            matrices[k] = Symmetric(a);
            if (Matrix.SymmetricEigen(matrices[k]).Values.Min() < -Rounding * scale)
                throw new ArgumentException($"{Operation}: covariance {k} has a negative eigenvalue.", nameof(covariances));
        }

        return (centres, matrices);
    }
}
