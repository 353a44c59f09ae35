using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A barrier and a power, <c>g(x) = Σᵢ −w log xᵢ + c xᵢᵖ</c> for x &gt; 0, else +∞.</summary>
/// <remarks>Prox: the root of <c>z − xᵢ = γ (w/z − c p zᵖ⁻¹)</c>; for p = 2 that of a quadratic. Source: C. Chaux, P. Combettes, J.-C. Pesquet,
/// V. Wajs, Inverse Problems 23, 2007.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LogPower<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="weight">The weight w, positive.</param>
    /// <param name="powerWeight">The weight c of the power, positive.</param>
    /// <param name="exponent">The exponent p, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public LogPower(double weight = 1, double powerWeight = 1, double exponent = 2)
        : base(FunctionTraits.Convex, Roots(new Term(Guard.Positive(weight, nameof(LogPower<>)), Guard.Positive(powerWeight, nameof(LogPower<>)), AtLeastOne(exponent)))) { }

    private static double AtLeastOne(double exponent) => exponent >= 1 && double.IsFinite(exponent) ? exponent
        : throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "LogPower: the exponent must be at least 1 and finite.");

    private readonly struct Term(double weight, double powerWeight, double exponent) : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index) =>
            x > 0 ? (powerWeight * Math.Pow(x, exponent)) - (weight * Math.Log(x)) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public (double First, double Second) Derivatives(double x, int index) =>
            ((powerWeight * exponent * Math.Pow(x, exponent - 1)) - (weight / x), (powerWeight * exponent * (exponent - 1) * Math.Pow(x, exponent - 2)) + (weight / (x * x)));
    }
}
