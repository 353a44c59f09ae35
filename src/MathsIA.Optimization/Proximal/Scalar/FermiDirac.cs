using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The Fermi-Dirac entropy, <c>g(x) = w Σᵢ xᵢ log xᵢ + (1 − xᵢ) log(1 − xᵢ)</c> for x from 0 to 1, else +∞.</summary>
/// <remarks>Prox: the root of <c>z + γ w log(z/(1 − z)) = xᵢ</c>. Conjugate: <c>w Σᵢ log(1 + exp(uᵢ/w))</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class FermiDirac<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public FermiDirac(double weight = 1)
        : base(FunctionTraits.Convex | FunctionTraits.StronglyConvex, Roots(new Term(Guard.Positive(weight, nameof(FermiDirac<>))))) =>
        _dual = new(new(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(double weight) : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => 1;

        public double Value(double x, int index) => weight * ScalarMath.BinaryEntropy(x);

        public (double First, double Second) Derivatives(double x, int index) => (weight * (Math.Log(x) - double.LogP1(-x)), weight / (x * (1 - x)));
    }

    private readonly struct Dual(double weight) : IScalarFunction
    {
        public double Value(double x, int index) => weight * (Math.Max(x / weight, 0) + double.LogP1(Math.Exp(-Math.Abs(x / weight))));
    }
}
