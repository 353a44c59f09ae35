using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The negative log-likelihood of Poisson counts, <c>g(x) = Σᵢ xᵢ − yᵢ log xᵢ + yᵢ log yᵢ − yᵢ</c>: the divergence <c>KL(y, x)</c>, +∞
/// for x &lt; 0.</summary>
/// <remarks>Prox: <c>(v + √(v² + 4 γ yᵢ))/2</c> with <c>v = xᵢ − γ</c>. Conjugate: <c>Σᵢ −yᵢ log(1 − uᵢ)</c> for u &lt; 1 (u ≤ 1 where yᵢ = 0),
/// else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class PoissonLikelihood<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="counts">The counts y, each at least 0; they are copied.</param>
    /// <exception cref="ArgumentNullException">The counts are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or not finite.</exception>
    public PoissonLikelihood(Tensor<T> counts)
        : this(Parameter<T>.Of(ProximalGuard.NonNegative(counts, nameof(PoissonLikelihood<>)))) { }

    private PoissonLikelihood(Parameter<T> counts)
        : base(FunctionTraits.Convex, Numbers(new Term(new Series<T>(counts)), counts)) =>
        _dual = new(new(new Series<T>(counts)));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(Series<T> counts) : IScalarProx
    {
        public double Value(double x, int index)
        {
            double y = counts[index];
            return double.IsNaN(x) ? x : x < 0 || (x == 0 && y > 0) ? double.PositiveInfinity : y == 0 ? x : x - y + (y * Math.Log(y / x));
        }

        public double Prox(double x, double step, int index) => ScalarMath.PositiveRoot(x - step, step * counts[index]);
    }

    private readonly struct Dual(Series<T> counts) : IScalarFunction
    {
        public double Value(double x, int index)
        {
            double y = counts[index];
            return x < 1 ? (y == 0 ? 0 : -y * double.LogP1(-x)) : x <= 1 + 1e-14 && y == 0 ? 0 : double.PositiveInfinity;
        }
    }
}
