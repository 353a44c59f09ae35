using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The smoothly clipped absolute deviation (SCAD): <c>λ |xᵢ|</c> up to λ, then a parabola that becomes flat at <c>a λ</c>, where it is
/// <c>λ² (a + 1)/2</c>: not convex.</summary>
/// <remarks>Prox: the best of the stationary points of the three pieces. Source: J. Fan, R. Li, J. Amer. Statist. Assoc. 96, 2001.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SmoothlyClipped<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="lambda">The slope λ at 0, positive.</param>
    /// <param name="concavity">The range a: the penalty is flat beyond a λ, above 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lambda is not positive and finite.</exception>
    public SmoothlyClipped(double lambda, double concavity = 3.7)
        : base(FunctionTraits.SymmetricGauge, Numbers(new Term(Guard.Positive(lambda, nameof(SmoothlyClipped<>)), AboveTwo(concavity)))) { }

    private static double AboveTwo(double concavity) => concavity > 2 && double.IsFinite(concavity) ? concavity
        : throw new ArgumentOutOfRangeException(nameof(concavity), concavity, "SmoothlyClipped: the concavity must be above 2 and finite.");

    private readonly struct Term(double lambda, double concavity) : IScalarProx
    {
        public double Value(double x, int index)
        {
            double magnitude = Math.Abs(x);
            return magnitude <= lambda ? lambda * magnitude
                : magnitude <= concavity * lambda ? ((2 * concavity * lambda * magnitude) - (magnitude * magnitude) - (lambda * lambda)) / (2 * (concavity - 1))
                : double.IsNaN(x) ? x : 0.5 * lambda * lambda * (concavity + 1);
        }

        public double Prox(double x, double step, int index)
        {
            double magnitude = Math.Abs(x), flat = concavity * lambda;
            var best = new BestOf<Term>(this, magnitude, step, index);
            best.Try(Math.Clamp(magnitude - (step * lambda), 0, lambda));
            if (concavity - 1 > step)
                best.Try(Math.Clamp((((concavity - 1) * magnitude) - (step * flat)) / (concavity - 1 - step), lambda, flat));
            best.Try(Math.Max(magnitude, flat));
            return double.IsNaN(x) ? x : Math.CopySign(best.Point, x);
        }
    }
}
