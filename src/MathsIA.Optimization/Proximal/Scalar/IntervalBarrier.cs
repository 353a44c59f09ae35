using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The logarithmic barrier of an interval, <c>g(x) = −w Σᵢ log(xᵢ − l) + log(u − xᵢ)</c>, +∞ outside; after a row <c>aᵀx</c>, that of a
/// hyper-slab, and as a <see cref="RadialFunction{T}"/> of an interval about 0 that of a ball.</summary>
/// <remarks>Prox: the root of <c>z − xᵢ = γ w (1/(z − l) − 1/(u − z))</c>, a cubic, by safeguarded Newton.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class IntervalBarrier<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="lower">The lower end l.</param>
    /// <param name="upper">The upper end u, above l.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lower is not finite. The weight is not positive and finite.</exception>
    public IntervalBarrier(double lower, double upper, double weight = 1)
        : base(FunctionTraits.Convex | FunctionTraits.StronglyConvex | (lower == -upper ? FunctionTraits.SymmetricGauge : FunctionTraits.None), Roots(new Term(ProximalGuard.Finite(lower, nameof(IntervalBarrier<>)), Above(upper, lower), Guard.Positive(weight, nameof(IntervalBarrier<>))))) { }

    private static double Above(double upper, double lower) => upper > lower && double.IsFinite(upper) ? upper
        : throw new ArgumentOutOfRangeException(nameof(upper), upper, $"IntervalBarrier: the upper end must be finite and above the lower one, {lower}.");

    private readonly struct Term(double lower, double upper, double weight) : ISmoothScalar
    {
        public double Lower => lower;

        public double Upper => upper;

        public double Value(double x, int index) =>
            x > lower && x < upper ? -weight * (Math.Log(x - lower) + Math.Log(upper - x)) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public (double First, double Second) Derivatives(double x, int index)
        {
            double a = 1 / (x - lower), b = 1 / (upper - x);
            return (weight * (b - a), weight * ((a * a) + (b * b)));
        }
    }
}
