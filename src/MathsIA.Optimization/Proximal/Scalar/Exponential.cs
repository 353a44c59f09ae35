using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The exponential, <c>g(x) = w Σᵢ exp(xᵢ)</c>.</summary>
/// <remarks>Prox: <c>xᵢ − W(γ w exp(xᵢ))</c> with the Lambert function, as the root of <c>z + γ w exp(z) = xᵢ</c>. Conjugate: <c>Σᵢ uᵢ log(uᵢ/w)
/// − uᵢ</c> for u ≥ 0, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Exponential<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public Exponential(double weight = 1)
        : base(FunctionTraits.Convex, Roots(new Term(Guard.Positive(weight, nameof(Exponential<>))))) =>
        _dual = new(new(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(double weight) : ISmoothScalar
    {
        public double Lower => double.NegativeInfinity;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index) => weight * Math.Exp(x);

        public (double First, double Second) Derivatives(double x, int index) => (weight * Math.Exp(x), weight * Math.Exp(x));
    }

    private readonly struct Dual(double weight) : IScalarFunction
    {
        public double Value(double x, int index) => x < 0 ? double.PositiveInfinity : weight * (ScalarMath.XLogX(x / weight) - (x / weight));
    }
}
