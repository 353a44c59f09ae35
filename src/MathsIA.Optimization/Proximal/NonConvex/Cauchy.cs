using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The Cauchy penalty, <c>g(x) = w Σᵢ log(1 + xᵢ²/δ²)</c>: not convex.</summary>
/// <remarks>Prox: the best of the real roots of <c>z³ − |xᵢ| z² + (δ² + 2γw) z − |xᵢ| δ² = 0</c>, all between 0 and |xᵢ|.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Cauchy<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="scale">The scale δ, positive.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public Cauchy(double scale = 1, double weight = 1)
        : base(FunctionTraits.SymmetricGauge, Numbers(new Term(Guard.Positive(scale, nameof(Cauchy<>)), Guard.Positive(weight, nameof(Cauchy<>))))) { }

    private readonly struct Term(double scale, double weight) : IScalarProx
    {
        public double Value(double x, int index)
        {
            double r = x / scale;
            return weight * double.LogP1(r * r);
        }

        public double Prox(double x, double step, int index)
        {
            double magnitude = Math.Abs(x), square = scale * scale;
            Span<double> roots = stackalloc double[3];
            int count = ScalarMath.CubicRoots(-magnitude, square + (2 * step * weight), -magnitude * square, roots);
            var best = new BestOf<Term>(this, magnitude, step, index);
            foreach (double root in roots[..count])
                best.Try(Math.Clamp(root, 0, magnitude));
            return double.IsNaN(x) ? x : Math.CopySign(best.Point, x);
        }
    }
}
