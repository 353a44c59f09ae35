using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>An inverse power, <c>g(x) = w Σᵢ xᵢ⁻ᵖ</c> for x &gt; 0, else +∞.</summary>
/// <remarks>Prox: the root of <c>z − xᵢ = γ w p z⁻ᵖ⁻¹</c>, for p = 1 that of a cubic. Conjugate: with <c>z = (w p/(−uᵢ))^(1/(p + 1))</c>, <c>(1
/// + 1/p) Σᵢ uᵢ z</c> for u &lt; 0, 0 at 0, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class InversePower<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="exponent">The exponent p, positive.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public InversePower(double exponent = 1, double weight = 1)
        : base(FunctionTraits.Convex, Roots(new Term(Guard.Positive(exponent, nameof(InversePower<>)), Guard.Positive(weight, nameof(InversePower<>))))) =>
        _dual = new(new(exponent, weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(double exponent, double weight) : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index) => x > 0 ? weight * Math.Pow(x, -exponent) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public (double First, double Second) Derivatives(double x, int index) =>
            (-weight * exponent * Math.Pow(x, -exponent - 1), weight * exponent * (exponent + 1) * Math.Pow(x, -exponent - 2));
    }

    private readonly struct Dual(double exponent, double weight) : IScalarFunction
    {
        public double Value(double x, int index) =>
            x > 0 ? double.PositiveInfinity : x == 0 ? 0 : (1 + (1 / exponent)) * x * Math.Pow(weight * exponent / -x, 1 / (exponent + 1));
    }
}
