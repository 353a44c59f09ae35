using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A power of the magnitudes, <c>g(x) = w Σᵢ |xᵢ|ᵖ</c> with p &gt; 1: 4/3, 3/2, 3, 4 or any other.</summary>
/// <remarks>Prox: the root of <c>z + γ w p zᵖ⁻¹ = |xᵢ|</c> with the sign of xᵢ. Conjugate: <c>w (p − 1) Σᵢ (|uᵢ|/(w p))^(p/(p − 1))</c>. For p
/// below 1, <see cref="FractionalPower{T}"/>. Source: C. Chaux, P. Combettes, J.-C. Pesquet, V. Wajs, Inverse Problems 23, 2007.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class PowerFunction<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="exponent">The exponent p, above 1.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public PowerFunction(double exponent, double weight = 1)
        : base(FunctionTraits.Convex | FunctionTraits.SymmetricGauge, EvenRoots(new Term(AboveOne(exponent), Guard.Positive(weight, nameof(PowerFunction<>))))) =>
        _dual = new(new(exponent, weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private static double AboveOne(double exponent) => exponent > 1 && double.IsFinite(exponent) ? exponent
        : throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "PowerFunction: the exponent must be above 1 and finite.");

    private readonly struct Term(double exponent, double weight) : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index) => weight * Math.Pow(Math.Abs(x), exponent);

        public (double First, double Second) Derivatives(double x, int index) =>
            (weight * exponent * Math.Pow(x, exponent - 1), weight * exponent * (exponent - 1) * Math.Pow(x, exponent - 2));
    }

    private readonly struct Dual(double exponent, double weight) : IScalarFunction
    {
        public double Value(double x, int index) =>
            weight * (exponent - 1) * Math.Pow(Math.Abs(x) / (weight * exponent), exponent / (exponent - 1));
    }
}
