using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The Kullback-Leibler divergence from a reference, <c>g(x) = Σᵢ xᵢ log(xᵢ/bᵢ) − xᵢ + bᵢ</c> for x ≥ 0, else +∞.</summary>
/// <remarks>Prox: <c>γ W(bᵢ exp(xᵢ/γ)/γ)</c> with the Lambert function, as the root of <c>z + γ log(z/bᵢ) = xᵢ</c>. Conjugate: <c>Σᵢ bᵢ (exp(uᵢ)
/// − 1)</c>. For the other order of the arguments, <see cref="PoissonLikelihood{T}"/>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class KullbackLeibler<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="reference">The reference b, each element positive; it is copied.</param>
    /// <exception cref="ArgumentNullException">The reference are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the reference is not positive and finite.</exception>
    public KullbackLeibler(Tensor<T> reference)
        : this(Parameter<T>.Of(ProximalGuard.Positive(reference, nameof(KullbackLeibler<>)))) { }

    private KullbackLeibler(Parameter<T> reference)
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
            double b = reference[index];
            return (b * ScalarMath.XLogX(x / b)) - x + b;
        }

        public (double First, double Second) Derivatives(double x, int index) => (Math.Log(x / reference[index]), 1 / x);
    }

    private readonly struct Dual(Series<T> reference) : IScalarFunction
    {
        public double Value(double x, int index) => reference[index] * double.ExpM1(x);
    }
}
