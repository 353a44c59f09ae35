using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The chi-square divergence from a reference (Pearson), <c>g(x) = Σᵢ (xᵢ − bᵢ)²/bᵢ</c> for x ≥ 0, else +∞.</summary>
/// <remarks>Prox: <c>max(bᵢ (xᵢ + 2γ)/(bᵢ + 2γ), 0)</c>. Conjugate: <c>Σᵢ bᵢ (uᵢ + uᵢ²/4)</c> where <c>uᵢ ≥ −2</c>, else <c>−bᵢ</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ChiSquare<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="reference">The reference b, each element positive; it is copied.</param>
    /// <exception cref="ArgumentNullException">The reference are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the reference is not positive and finite.</exception>
    public ChiSquare(Tensor<T> reference)
        : this(Parameter<T>.Of(ProximalGuard.Positive(reference, nameof(ChiSquare<>)))) { }

    private ChiSquare(Parameter<T> reference)
        : base(FunctionTraits.Convex, Numbers(new Term(new Series<T>(reference)), reference)) =>
        _dual = new(new(new Series<T>(reference)));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(Series<T> reference) : IScalarProx
    {
        public double Value(double x, int index)
        {
            double b = reference[index];
            return x < 0 ? double.PositiveInfinity : (x - b) * ((x - b) / b);
        }

        public double Prox(double x, double step, int index)
        {
            double b = reference[index], t = 2 * step;
            return Math.Max((x + t) * (b / (b + t)), 0);
        }
    }

    private readonly struct Dual(Series<T> reference) : IScalarFunction
    {
        public double Value(double x, int index) => reference[index] * (x >= -2 ? x + (0.25 * x * x) : -1);
    }
}
