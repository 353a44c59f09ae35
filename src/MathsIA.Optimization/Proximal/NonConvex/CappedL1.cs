using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The capped l1 norm, <c>g(x) = w Σᵢ min(|xᵢ|, θ)</c>: not convex.</summary>
/// <remarks>Prox: the better of soft thresholding below the cap and leaving the coordinate above it. Source: T. Zhang, J. Mach. Learn. Res. 11,
/// 2010.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class CappedL1<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="cap">The cap θ, positive.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public CappedL1(double cap, double weight = 1)
        : base(FunctionTraits.SymmetricGauge, Numbers(new Term(Guard.Positive(cap, nameof(CappedL1<>)), Guard.Positive(weight, nameof(CappedL1<>))))) { }

    private readonly struct Term(double cap, double weight) : IScalarProx
    {
        public double Value(double x, int index) => weight * Math.Min(Math.Abs(x), cap);

        public double Prox(double x, double step, int index)
        {
            double magnitude = Math.Abs(x);
            var best = new BestOf<Term>(this, magnitude, step, index);
            best.Try(Math.Clamp(magnitude - (step * weight), 0, cap));
            best.Try(Math.Max(magnitude, cap));
            return double.IsNaN(x) ? x : Math.CopySign(best.Point, x);
        }
    }
}
