using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The hyperbolic function, <c>g(x) = w Σᵢ √(xᵢ² + δ²) − δ</c>: the absolute value, smoothed (pseudo-Huber).</summary>
/// <remarks>Prox: the root of <c>z + γ w z/√(z² + δ²) = xᵢ</c>, a quartic, by safeguarded Newton. Conjugate: <c>Σᵢ w δ − δ √(w² − uᵢ²)</c> where
/// <c>|uᵢ| ≤ w</c>, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class PseudoHuber<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="smoothing">The width δ of the smoothed corner, positive.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public PseudoHuber(double smoothing = 1, double weight = 1)
        : base(FunctionTraits.Convex | FunctionTraits.Smooth | FunctionTraits.SymmetricGauge, EvenRoots(new Term(Guard.Positive(smoothing, nameof(PseudoHuber<>)), Guard.Positive(weight, nameof(PseudoHuber<>))))) =>
        _dual = new(new(smoothing, weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(double smoothing, double weight) : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        // √(x² + δ²) − δ = x²/(√(x² + δ²) + δ): no digits cancel near 0.
        public double Value(double x, int index) =>
            weight * (Math.Abs(x) / (double.Hypot(x, smoothing) + smoothing)) * Math.Abs(x);

        public (double First, double Second) Derivatives(double x, int index)
        {
            double h = double.Hypot(x, smoothing), r = smoothing / h;
            return (weight * x / h, weight * r * r / h);
        }
    }

    private readonly struct Dual(double smoothing, double weight) : IScalarFunction
    {
        public double Value(double x, int index) =>
            Math.Abs(x) <= weight ? smoothing * x * x / (weight + Math.Sqrt((weight - x) * (weight + x))) : double.PositiveInfinity;
    }
}
