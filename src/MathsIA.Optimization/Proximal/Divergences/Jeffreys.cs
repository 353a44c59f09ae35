using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The Jeffreys divergence from a reference, <c>g(x) = Σᵢ (xᵢ − bᵢ) log(xᵢ/bᵢ)</c> for x &gt; 0, else +∞: Kullback-Leibler in both
/// orders.</summary>
/// <remarks>Prox: the root of <c>z + γ (log(z/bᵢ) + 1 − bᵢ/z) = xᵢ</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Jeffreys<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="reference">The reference b, each element positive; it is copied.</param>
    /// <exception cref="ArgumentNullException">The reference are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the reference is not positive and finite.</exception>
    public Jeffreys(Tensor<T> reference)
        : this(Parameter<T>.Of(ProximalGuard.Positive(reference, nameof(Jeffreys<>)))) { }

    private Jeffreys(Parameter<T> reference)
        : base(FunctionTraits.Convex, Roots(new Term(new Series<T>(reference)), reference)) { }

    private readonly struct Term(Series<T> reference) : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index) =>
            x > 0 ? (x - reference[index]) * Math.Log(x / reference[index]) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public (double First, double Second) Derivatives(double x, int index)
        {
            double ratio = reference[index] / x;
            return (1 - ratio - Math.Log(ratio), (1 + ratio) / x);
        }
    }
}
