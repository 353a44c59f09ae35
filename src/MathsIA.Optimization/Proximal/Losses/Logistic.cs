using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The logistic loss, <c>g(x) = w Σᵢ log(1 + exp(−bᵢ xᵢ))</c>.</summary>
/// <remarks>Prox: the root of <c>z − xᵢ = γ w bᵢ/(1 + exp(bᵢ z))</c>, by safeguarded Newton. Conjugate: with <c>v = −bᵢ uᵢ/w</c>, <c>w Σᵢ v log
/// v + (1 − v) log(1 − v)</c> for v from 0 to 1, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Logistic<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="labels">The labels b, each −1 or 1; they are copied.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentNullException">The labels are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not −1 or 1. The weight is not positive and finite.</exception>
    public Logistic(Tensor<T> labels, double weight = 1)
        : this(Parameter<T>.Of(Labels.Checked(labels, nameof(Logistic<>))), Guard.Positive(weight, nameof(Logistic<>))) { }

    private Logistic(Parameter<T> labels, double weight)
        : base(FunctionTraits.Convex | FunctionTraits.Smooth, Roots(new Term(new Series<T>(labels), weight), labels)) =>
        _dual = new(new(new Series<T>(labels), weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(Series<T> labels, double weight) : ISmoothScalar
    {
        public double Lower => double.NegativeInfinity;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index)
        {
            // log(1 + e⁻ᵛ) without overflow.
            double v = labels[index] * x;
            return weight * (Math.Max(-v, 0) + double.LogP1(Math.Exp(-Math.Abs(v))));
        }

        public (double First, double Second) Derivatives(double x, int index)
        {
            double b = labels[index], e = Math.Exp(-Math.Abs(x)), p = (b * x >= 0 ? e : 1) / (1 + e);
            return (-weight * b * p, weight * e / ((1 + e) * (1 + e)));
        }
    }

    private readonly struct Dual(Series<T> labels, double weight) : IScalarFunction
    {
        public double Value(double x, int index)
        {
            double v = -labels[index] * x / weight;
            return weight * ScalarMath.BinaryEntropy(v);
        }
    }
}
