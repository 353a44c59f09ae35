using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>What is asked of a fit besides its parameters.</summary>
public static class CurveFit
{
    /// <summary>The covariance of the parameters of a least-squares fit, <c>σ² (JᵀJ)⁻¹</c> with the Jacobian of the residuals at the solution.</summary>
    /// <remarks>Right to first order in the errors of the data, where these are independent with one variance and the model is nearly linear over the
    /// size of the errors (Nocedal and Wright 2006, section 10.1). Computed from an orthogonal factorization of J, O(m n²); <c>JᵀJ</c> is never formed. For
    /// data with known standard errors divide each residual by its own, in the fit and here, and say so.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="residuals">The residuals r of the fit; without a Jacobian it is formed by differences, or by products where these are known.</param>
    /// <param name="x">The fitted parameters, of n elements.</param>
    /// <param name="hasKnownErrors">Whether residuals are in units of their known standard errors: <c>σ² = 1</c>. Otherwise, by default,
    /// <c>σ² = ‖r‖²/(m − n)</c>.</param>
    /// <returns>The covariance; infinite where J has not full rank, or <c>m ≤ n</c> leaves nothing to estimate <c>σ²</c> from.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static FitCovariance<T> Covariance<T>(IVectorFunction<T> residuals, Tensor<T> x, bool hasKnownErrors = false) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentNullException.ThrowIfNull(x);
        int m = residuals.OutputLength, n = x.Length;
        Tensor<T> point = x.Contiguous(), values = Tensor.Uninitialized<T>(m);
        residuals.Evaluate(point, values);
        T variance = hasKnownErrors ? T.One : m > n ? Vectors.Dot(values, values) / T.CreateChecked(m - n) : T.PositiveInfinity;
        Tensor<T> matrix = Tensor.Full([n, n], T.PositiveInfinity), errors = Tensor.Full([n], T.PositiveInfinity);
        var factors = new ThinFactors<T>(m, Math.Min(m, n));
        if (T.IsFinite(variance) && HasFullRank(factors, Columns(residuals, point), m, n))
        {
            Fill(factors, variance, matrix.AsSpan(), n);
            for (int j = 0; j < n; j++)
                errors.AsSpan()[j] = T.Sqrt(matrix.AsSpan()[j * (n + 1)]);
        }

        return new FitCovariance<T> { Matrix = matrix, StandardErrors = errors, Variance = variance, DegreesOfFreedom = m - n };
    }

    /// <summary>The columns of the Jacobian, one after the other.</summary>
    private static T[] Columns<T>(IVectorFunction<T> residuals, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int m = residuals.OutputLength, n = x.Length;
        if (residuals is IJacobian<T> || residuals is not IJacobianProducts<T> products)
        {
            Tensor<T> jacobian = Tensor.Uninitialized<T>(m, n);
            DifferenceJacobian<T>.Of(residuals).Jacobian(x, jacobian);
            return jacobian.Transpose().ToArray();
        }

        T[] columns = new T[checked(m * n)];
        Tensor<T> unit = Tensor.Zeros<T>(x.Shape), column = Tensor.Uninitialized<T>(m);
        for (int j = 0; j < n; j++)
        {
            unit.AsSpan()[j] = T.One;
            products.JacobianVector(x, unit, column);
            column.AsSpan().CopyTo(columns.AsSpan(j * m));
            unit.AsSpan()[j] = T.Zero;
        }

        return columns;
    }

    private static bool HasFullRank<T>(ThinFactors<T> factors, T[] columns, int m, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int j = 0; j < n; j++)
        {
            if (!factors.TryAppend(columns.AsSpan(j * m, m)))
                return false;
        }

        return true;
    }

    /// <summary><c>σ² R⁻¹ R⁻ᵀ</c>: the inner products of the rows of <c>R⁻¹</c>.</summary>
    private static void Fill<T>(ThinFactors<T> factors, T variance, Span<T> matrix, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] inverse = new T[n * n], column = new T[n];
        for (int j = 0; j < n; j++)
        {
            column.AsSpan().Clear();
            column[j] = T.One;
            factors.SolveUpper(column);
            for (int i = 0; i < n; i++)
                inverse[(i * n) + j] = column[i];
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                matrix[(i * n) + j] = variance * Vectors.Dot<T>(inverse.AsSpan(i * n, n), inverse.AsSpan(j * n, n));
        }
    }
}
