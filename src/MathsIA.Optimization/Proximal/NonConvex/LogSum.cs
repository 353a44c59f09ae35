using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The log-sum penalty, <c>g(x) = w Σᵢ log(1 + |xᵢ|/ε)</c>: not convex.</summary>
/// <remarks>Prox: 0, or the larger root of <c>(z − |xᵢ|)(z + ε) + γ w = 0</c> if it is better. Source: E. Candès, M. Wakin, S. Boyd, J. Fourier
/// Anal. Appl. 14, 2008.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LogSum<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="epsilon">The width ε of the corner, positive.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public LogSum(double epsilon, double weight = 1)
        : base(FunctionTraits.SymmetricGauge, Numbers(new Term(Guard.Positive(epsilon, nameof(LogSum<>)), Guard.Positive(weight, nameof(LogSum<>))))) { }

    private readonly struct Term(double epsilon, double weight) : IScalarProx
    {
        public double Value(double x, int index) => weight * double.LogP1(Math.Abs(x) / epsilon);

        public double Prox(double x, double step, int index)
        {
            double magnitude = Math.Abs(x), discriminant = ((magnitude + epsilon) * (magnitude + epsilon)) - (4 * step * weight);
            var best = new BestOf<Term>(this, magnitude, step, index);
            best.Try(0);
            if (discriminant >= 0)
                best.Try(Math.Max(0.5 * (magnitude - epsilon + Math.Sqrt(discriminant)), 0));
            return double.IsNaN(x) ? x : Math.CopySign(best.Point, x);
        }
    }
}
