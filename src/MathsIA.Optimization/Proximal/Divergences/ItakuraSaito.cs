using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The Itakura-Saito divergence from a reference, <c>g(x) = Σᵢ xᵢ/bᵢ − log(xᵢ/bᵢ) − 1</c> for x &gt; 0, else +∞.</summary>
/// <remarks>Prox: <c>(v + √(v² + 4γ))/2</c> with <c>v = xᵢ − γ/bᵢ</c>. Conjugate: <c>Σᵢ −log(1 − bᵢ uᵢ)</c> where <c>bᵢ uᵢ &lt; 1</c>, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ItakuraSaito<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="reference">The reference b, each element positive; it is copied.</param>
    /// <exception cref="ArgumentNullException">The reference are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the reference is not positive and finite.</exception>
    public ItakuraSaito(Tensor<T> reference)
        : this(Parameter<T>.Of(ProximalGuard.Positive(reference, nameof(ItakuraSaito<>)))) { }

    private ItakuraSaito(Parameter<T> reference)
        : base(FunctionTraits.Convex, Numbers(new Term(new Series<T>(reference)), reference)) =>
        _dual = new(new(new Series<T>(reference)));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(Series<T> reference) : IScalarProx
    {
        public double Value(double x, int index)
        {
            double ratio = x / reference[index];
            return x > 0 ? ratio - Math.Log(ratio) - 1 : double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        public double Prox(double x, double step, int index) => ScalarMath.PositiveRoot(x - (step / reference[index]), step);
    }

    private readonly struct Dual(Series<T> reference) : IScalarFunction
    {
        public double Value(double x, int index)
        {
            double v = reference[index] * x;
            return v < 1 ? -double.LogP1(-v) : double.PositiveInfinity;
        }
    }
}
