using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The chi-square divergence with the variable below (Neyman), <c>g(x) = Σᵢ (xᵢ − bᵢ)²/xᵢ</c> for x &gt; 0, else +∞.</summary>
/// <remarks>Prox: the root of <c>z + γ (1 − bᵢ²/z²) = xᵢ</c>, a cubic. Conjugate: <c>Σᵢ 2 bᵢ (1 − √(1 − uᵢ))</c> for u ≤ 1, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class NeymanChiSquare<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="reference">The reference b, each element positive; it is copied.</param>
    /// <exception cref="ArgumentNullException">The reference are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the reference is not positive and finite.</exception>
    public NeymanChiSquare(Tensor<T> reference)
        : this(Parameter<T>.Of(ProximalGuard.Positive(reference, nameof(NeymanChiSquare<>)))) { }

    private NeymanChiSquare(Parameter<T> reference)
        : base(FunctionTraits.Convex, Roots(new Term(new Series<T>(reference)), reference)) =>
        _dual = new(new(new Series<T>(reference)));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(Series<T> reference) : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index)
        {
            double d = x - reference[index];
            return x > 0 ? d * (d / x) : double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        public (double First, double Second) Derivatives(double x, int index)
        {
            double ratio = reference[index] / x;
            return ((1 - ratio) * (1 + ratio), 2 * ratio * ratio / x);
        }
    }

    private readonly struct Dual(Series<T> reference) : IScalarFunction
    {
        public double Value(double x, int index) => x <= 1 ? 2 * reference[index] * (1 - Math.Sqrt(1 - x)) : double.PositiveInfinity;
    }
}
