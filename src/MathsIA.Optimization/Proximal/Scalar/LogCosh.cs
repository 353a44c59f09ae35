using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The logarithm of the hyperbolic cosine, <c>g(x) = w Σᵢ log cosh xᵢ</c>.</summary>
/// <remarks>Prox: the root of <c>z + γ w tanh z = xᵢ</c>. Conjugate: with <c>v = uᵢ/w</c>, <c>w/2 Σᵢ (1 + v) log(1 + v) + (1 − v) log(1 − v)</c>
/// where <c>|v| ≤ 1</c>, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LogCosh<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public LogCosh(double weight = 1)
        : base(FunctionTraits.Convex | FunctionTraits.Smooth | FunctionTraits.SymmetricGauge, EvenRoots(new Term(Guard.Positive(weight, nameof(LogCosh<>))))) =>
        _dual = new(new(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(double weight) : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index)
        {
            double magnitude = Math.Abs(x);
            return weight * (magnitude + double.LogP1(Math.Exp(-2 * magnitude)) - Math.Log(2));
        }

        public (double First, double Second) Derivatives(double x, int index)
        {
            double tanh = Math.Tanh(x);
            return (weight * tanh, weight * (1 - (tanh * tanh)));
        }
    }

    private readonly struct Dual(double weight) : IScalarFunction
    {
        public double Value(double x, int index)
        {
            double v = x / weight;
            return Math.Abs(v) <= 1 ? 0.5 * weight * (ScalarMath.XLogX(1 + v) + ScalarMath.XLogX(1 - v)) : double.PositiveInfinity;
        }
    }
}
