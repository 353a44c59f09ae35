using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The alpha divergence from a reference, <c>g(x) = Σᵢ (α xᵢ + (1 − α) bᵢ − xᵢ^α bᵢ^(1 − α))/(α (1 − α))</c> with 0 &lt; α &lt; 1, for
/// x ≥ 0, else +∞.</summary>
/// <remarks>Prox: the root of <c>z + γ (1 − (bᵢ/z)^(1 − α))/(1 − α) = xᵢ</c>. At α = 1/2 it is twice the squared Hellinger distance; towards 1
/// it becomes the Kullback-Leibler divergence, towards 0 the reversed one. Conjugate: with <c>s = 1 − (1 − α) uᵢ &gt; 0</c>, <c>Σᵢ bᵢ
/// (s^(−α/(1 − α)) − 1)/α</c>, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class AlphaDivergence<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="reference">The reference b, each element positive; it is copied.</param>
    /// <param name="alpha">The order α, above 0 and below 1.</param>
    /// <exception cref="ArgumentNullException">The reference are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the reference is not positive and finite.</exception>
    public AlphaDivergence(Tensor<T> reference, double alpha)
        : this(Parameter<T>.Of(ProximalGuard.Positive(reference, nameof(AlphaDivergence<>))), Open(alpha)) { }

    private AlphaDivergence(Parameter<T> reference, double alpha)
        : base(FunctionTraits.Convex, Roots(new Term(new Series<T>(reference), alpha), reference)) =>
        _dual = new(new(new Series<T>(reference), alpha));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private static double Open(double alpha) => alpha is > 0 and < 1 ? alpha
        : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "AlphaDivergence: alpha must be above 0 and below 1.");

    private readonly struct Term(Series<T> reference, double alpha) : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index)
        {
            double b = reference[index], ratio = x / b;
            return x >= 0 ? b * ((alpha * ratio) + (1 - alpha) - Math.Pow(ratio, alpha)) / (alpha * (1 - alpha)) : double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        public (double First, double Second) Derivatives(double x, int index)
        {
            double power = Math.Pow(reference[index] / x, 1 - alpha);
            return ((1 - power) / (1 - alpha), power / x);
        }
    }

    private readonly struct Dual(Series<T> reference, double alpha) : IScalarFunction
    {
        public double Value(double x, int index)
        {
            double s = 1 - ((1 - alpha) * x);
            return s > 0 ? reference[index] * (Math.Pow(s, -alpha / (1 - alpha)) - 1) / alpha : double.PositiveInfinity;
        }
    }
}
