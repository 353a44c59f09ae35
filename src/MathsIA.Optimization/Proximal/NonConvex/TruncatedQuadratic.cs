using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The truncated square, <c>g(x) = w/2 Σᵢ min(xᵢ², θ²)</c>: the weak membrane of Blake and Zisserman; not convex.</summary>
/// <remarks>Prox: the better of shrinking by <c>1 + γ w</c> below the cap and leaving the coordinate above it.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class TruncatedQuadratic<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="cap">The cap θ, positive.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public TruncatedQuadratic(double cap, double weight = 1)
        : base(FunctionTraits.SymmetricGauge, Numbers(new Term(Guard.Positive(cap, nameof(TruncatedQuadratic<>)), Guard.Positive(weight, nameof(TruncatedQuadratic<>))))) { }

    private readonly struct Term(double cap, double weight) : IScalarProx
    {
        public double Value(double x, int index)
        {
            double magnitude = Math.Min(Math.Abs(x), cap);
            return 0.5 * weight * magnitude * magnitude;
        }

        public double Prox(double x, double step, int index)
        {
            double magnitude = Math.Abs(x);
            var best = new BestOf<Term>(this, magnitude, step, index);
            best.Try(Math.Min(magnitude / (1 + (step * weight)), cap));
            best.Try(Math.Max(magnitude, cap));
            return double.IsNaN(x) ? x : Math.CopySign(best.Point, x);
        }
    }
}
