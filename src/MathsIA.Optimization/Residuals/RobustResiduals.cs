using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Residuals whose large ones count less: the robust sum <c>½ c² Σ ρ((r_i/c)²)</c> as half a sum of squares, for every least-squares method.</summary>
/// <remarks>
/// <para>Each residual becomes <c>s_i = c sign(r_i) √ρ((r_i/c)²)</c>, a smooth function of <c>r_i</c> that is <c>r_i</c> itself near 0. The objective is thus
/// exactly the robust one, and the Gauss-Newton model of the new residuals is positive semidefinite for every loss. Residuals below the scale c are inliers.
/// The scaling is that of scipy's <c>least_squares</c>, with <c>c</c> its <c>f_scale</c>: the objectives agree.</para>
/// <para>The wrapped residuals have a Jacobian where the original ones have one, and its products where they have those; else one by differences.</para>
/// </remarks>
public static class RobustResiduals
{
    /// <summary>Wraps residuals.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="residuals">The residuals r.</param>
    /// <param name="loss">What they cost.</param>
    /// <param name="scale">The size c above which a residual is an outlier. By default 1.</param>
    /// <returns>The residuals s.</returns>
    /// <exception cref="ArgumentNullException">The residuals are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The loss is none of those known, or the scale is not positive and finite.</exception>
    public static IVectorFunction<T> Create<T>(IVectorFunction<T> residuals, RobustLoss loss, double scale = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(residuals);
        if (!Enum.IsDefined(loss))
            throw new ArgumentOutOfRangeException(nameof(loss), loss, $"{nameof(RobustResiduals)}: no such loss.");
        T size = T.CreateChecked(Guard.Positive(scale, nameof(RobustResiduals)));
        if (!T.IsFinite(T.One / size) || !T.IsFinite(size))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, $"{nameof(RobustResiduals)}: the value leaves the range of the element type.");
        return residuals is IJacobianProducts<T> products && residuals is not IJacobian<T>
            ? new WithProducts<T>(products, loss, size)
            : new WithJacobian<T>(DifferenceJacobian<T>.Of(residuals), loss, size);
    }

    /// <summary>The new residual, and its derivative with respect to the old one.</summary>
    internal static (T Value, T Slope) Apply<T>(RobustLoss loss, T scale, T residual) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T ratio = residual / scale, z = ratio * ratio;
        if (z < T.Epsilon / Vectors.Epsilon<T>())
            return (residual, T.One);
        (T rho, T slope) = Cost(loss, z);
        T root = T.Sqrt(rho);
        return (T.CopySign(scale * root, residual), slope * T.Abs(ratio) / root);
    }

    /// <summary><c>ρ(z)</c> and <c>ρ′(z)</c>.</summary>
    private static (T Value, T Slope) Cost<T>(RobustLoss loss, T z) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T one = T.One, two = one + one, above = one + z, root;
        switch (loss)
        {
            case RobustLoss.SoftL1:
                root = T.Sqrt(above);
                return (two * z / (one + root), one / root);
            case RobustLoss.Huber:
                root = T.Sqrt(z);
                return z <= one ? (z, one) : ((two * root) - one, one / root);
            case RobustLoss.Cauchy:
                // Kahan's logarithm of 1 + z: what the rounding of the sum takes away, the quotient gives back.
                return (above == one ? z : T.Log(above) * (z / (above - one)), one / above);
            default:
                return (T.Atan(z), one / (one + (z * z)));
        }
    }

    private static void Weigh<T>(RobustLoss loss, T scale, ReadOnlySpan<T> residuals, Span<T> values, Span<T> slopes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < residuals.Length; i++)
            (values[i], slopes[i]) = Apply(loss, scale, residuals[i]);
    }

    private sealed class WithJacobian<T>(IJacobian<T> inner, RobustLoss loss, T scale) : IJacobian<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Tensor<T> _residuals = Tensor.Uninitialized<T>(inner.OutputLength);
        private readonly T[] _values = new T[inner.OutputLength];
        private readonly T[] _slopes = new T[inner.OutputLength];

        public int OutputLength => inner.OutputLength;

        public void Evaluate(Tensor<T> x, Tensor<T> destination)
        {
            inner.Evaluate(x, destination);
            Weigh(loss, scale, destination.AsSpan(), destination.AsSpan(), _slopes);
        }

        public void Jacobian(Tensor<T> x, Tensor<T> destination)
        {
            inner.Evaluate(x, _residuals);
            Weigh(loss, scale, _residuals.AsSpan(), _values, _slopes);
            inner.Jacobian(x, destination);
            Span<T> rows = destination.AsSpan();
            for (int i = 0; i < _slopes.Length; i++)
                Vectors.Scale(rows.Slice(i * x.Length, x.Length), _slopes[i]);
        }
    }

    private sealed class WithProducts<T>(IJacobianProducts<T> inner, RobustLoss loss, T scale) : IJacobianProducts<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Tensor<T> _residuals = Tensor.Uninitialized<T>(inner.OutputLength);
        private readonly T[] _values = new T[inner.OutputLength];
        private readonly T[] _slopes = new T[inner.OutputLength];

        public int OutputLength => inner.OutputLength;

        public void Evaluate(Tensor<T> x, Tensor<T> destination)
        {
            inner.Evaluate(x, destination);
            Weigh(loss, scale, destination.AsSpan(), destination.AsSpan(), _slopes);
        }

        public void JacobianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination)
        {
            FindSlopes(x);
            inner.JacobianVector(x, v, destination);
            Vectors.Multiply<T>(destination.AsSpan(), _slopes);
        }

        public void VectorJacobian(Tensor<T> x, Tensor<T> u, Tensor<T> destination)
        {
            FindSlopes(x);
            u.CopyTo(_residuals);
            Vectors.Multiply<T>(_residuals.AsSpan(), _slopes);
            inner.VectorJacobian(x, _residuals, destination);
        }

        private void FindSlopes(Tensor<T> x)
        {
            inner.Evaluate(x, _residuals);
            Weigh(loss, scale, _residuals.AsSpan(), _values, _slopes);
        }
    }
}
