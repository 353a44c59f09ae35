using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The logarithmic barrier of the non-negative orthant, <c>g(x) = −w Σᵢ log xᵢ</c>, +∞ where an <c>xᵢ ≤ 0</c> (Burg entropy).</summary>
/// <remarks>Prox: <c>(xᵢ + √(xᵢ² + 4γw))/2</c>, positive for every x. Conjugate: <c>w Σᵢ (log(−w/uᵢ) − 1)</c> for u &lt; 0, else +∞. After a row
/// <c>b − aᵀx</c>, by <see cref="TightFrameComposition{T}"/>, it is the barrier of a half-space.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LogBarrier<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public LogBarrier(double weight = 1)
        : base(FunctionTraits.Convex, Numbers(new Term(Guard.Positive(weight, nameof(LogBarrier<>))))) =>
        _dual = new(new(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(double weight) : IScalarProx
    {
        public double Value(double x, int index) => x > 0 ? -weight * Math.Log(x) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public double Prox(double x, double step, int index) => ScalarMath.PositiveRoot(x, step * weight);
    }

    private readonly struct Dual(double weight) : IScalarFunction
    {
        public double Value(double x, int index) => x < 0 ? weight * (Math.Log(weight / -x) - 1) : double.PositiveInfinity;
    }
}
