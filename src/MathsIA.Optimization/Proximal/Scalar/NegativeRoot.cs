using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A negative root, <c>g(x) = −w Σᵢ xᵢ^(1/q)</c> for x ≥ 0, else +∞.</summary>
/// <remarks>Prox: the root of <c>z − xᵢ = γ (w/q) z^(1/q − 1)</c>, for q = 2 that of a cubic in √z. Conjugate: with <c>z = (w/(−q uᵢ))^(q/(q −
/// 1))</c>, <c>Σᵢ −uᵢ z (q − 1)</c> for u &lt; 0, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class NegativeRoot<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="degree">The degree q of the root, above 1.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public NegativeRoot(double degree = 2, double weight = 1)
        : base(FunctionTraits.Convex, Roots(new Term(AboveOne(degree), Guard.Positive(weight, nameof(NegativeRoot<>))))) =>
        _dual = new(new(degree, weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private static double AboveOne(double degree) => degree > 1 && double.IsFinite(degree) ? degree
        : throw new ArgumentOutOfRangeException(nameof(degree), degree, "NegativeRoot: the degree must be above 1 and finite.");

    private readonly struct Term(double degree, double weight) : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index) => x >= 0 ? -weight * Math.Pow(x, 1 / degree) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public (double First, double Second) Derivatives(double x, int index)
        {
            double slope = weight / degree * Math.Pow(x, (1 / degree) - 1);
            return (-slope, slope * (1 - (1 / degree)) / x);
        }
    }

    private readonly struct Dual(double degree, double weight) : IScalarFunction
    {
        public double Value(double x, int index) =>
            x < 0 ? -x * (degree - 1) * Math.Pow(weight / (degree * -x), degree / (degree - 1)) : double.PositiveInfinity;
    }
}
