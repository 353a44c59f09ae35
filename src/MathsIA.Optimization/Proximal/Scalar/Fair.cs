using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The Fair potential, <c>g(x) = w δ² Σᵢ |xᵢ|/δ − log(1 + |xᵢ|/δ)</c>.</summary>
/// <remarks>Prox: the positive root of <c>z² + (δ + γ w δ − |xᵢ|) z = δ |xᵢ|</c> with the sign of xᵢ. Conjugate: <c>Σᵢ −δ |uᵢ| − w δ² log(1 −
/// |uᵢ|/(w δ))</c> where <c>|uᵢ| &lt; w δ</c>, else +∞. Source: R. Fair, J. Res. Nat. Bur. Standards 78B, 1974.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Fair<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="scale">The scale δ, positive.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public Fair(double scale = 1, double weight = 1)
        : base(FunctionTraits.Convex | FunctionTraits.Smooth | FunctionTraits.SymmetricGauge, Numbers(new Term(Guard.Positive(scale, nameof(Fair<>)), Guard.Positive(weight, nameof(Fair<>))))) =>
        _dual = new(new(scale, weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(double scale, double weight) : IScalarProx
    {
        public double Value(double x, int index)
        {
            double r = Math.Abs(x) / scale;
            return weight * scale * scale * (r - double.LogP1(r));
        }

        public double Prox(double x, double step, int index)
        {
            double magnitude = Math.Abs(x);
            return Math.CopySign(ScalarMath.PositiveRoot(magnitude - (scale * (1 + (step * weight))), scale * magnitude), x);
        }
    }

    private readonly struct Dual(double scale, double weight) : IScalarFunction
    {
        public double Value(double x, int index)
        {
            double bound = weight * scale, magnitude = Math.Abs(x);
            return magnitude < bound ? (-scale * magnitude) - (bound * scale * double.LogP1(-magnitude / bound)) : double.PositiveInfinity;
        }
    }
}
