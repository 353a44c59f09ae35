using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The negative entropy, <c>g(x) = w Σᵢ xᵢ log xᵢ</c>, 0 at 0 and +∞ below.</summary>
/// <remarks>Prox: <c>γ w W(exp(xᵢ/(γ w) − 1)/(γ w))</c> with the Lambert function, as the root of <c>z + γ w (log z + 1) = xᵢ</c>: no
/// exponential to overflow. Conjugate: <c>w Σᵢ exp(uᵢ/w − 1)</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Entropy<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public Entropy(double weight = 1)
        : base(FunctionTraits.Convex, Roots(new Term(Guard.Positive(weight, nameof(Entropy<>))))) =>
        _dual = new(new(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(double weight) : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index) => weight * ScalarMath.XLogX(x);

        public (double First, double Second) Derivatives(double x, int index) => (weight * (Math.Log(x) + 1), weight / x);
    }

    private readonly struct Dual(double weight) : IScalarFunction
    {
        public double Value(double x, int index) => weight * Math.Exp((x / weight) - 1);
    }
}
