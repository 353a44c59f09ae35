using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A barrier and an inverse power, <c>g(x) = Σᵢ −w log xᵢ + c xᵢ⁻ᵖ</c> for x &gt; 0, else +∞.</summary>
/// <remarks>Prox: the root of <c>z − xᵢ = γ (w/z + c p z⁻ᵖ⁻¹)</c>; for p = 1 that of a cubic. Source: C. Chaux, P. Combettes, J.-C. Pesquet, V.
/// Wajs, Inverse Problems 23, 2007.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LogInverse<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="weight">The weight w, positive.</param>
    /// <param name="powerWeight">The weight c of the inverse power, positive.</param>
    /// <param name="exponent">The exponent p, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public LogInverse(double weight = 1, double powerWeight = 1, double exponent = 1)
        : base(FunctionTraits.Convex, Roots(new Term(Guard.Positive(weight, nameof(LogInverse<>)), Guard.Positive(powerWeight, nameof(LogInverse<>)), Guard.Positive(exponent, nameof(LogInverse<>))))) { }

    private readonly struct Term(double weight, double powerWeight, double exponent) : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index) =>
            x > 0 ? (powerWeight * Math.Pow(x, -exponent)) - (weight * Math.Log(x)) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public (double First, double Second) Derivatives(double x, int index)
        {
            double inverse = powerWeight * exponent * Math.Pow(x, -exponent - 1);
            return (-inverse - (weight / x), ((inverse * (exponent + 1)) + (weight / x)) / x);
        }
    }
}
