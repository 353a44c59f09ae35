using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A power below 1 of the magnitudes, <c>g(x) = w Σᵢ |xᵢ|ᵖ</c> with 0 &lt; p &lt; 1: 1/2, 2/3 or any other; not convex.</summary>
/// <remarks>Prox: 0, or the largest root of <c>z + γ w p zᵖ⁻¹ = |xᵢ|</c> if it is better; that function is convex, so that Newton from |xᵢ|
/// falls on the root without overshooting. For p = 1/2 and 2/3 the same points as the closed forms of Z. Xu et al., IEEE Trans. Neural
/// Netw. 23, 2012, and of W. Cao, J. Sun, Z. Xu, 2013.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class FractionalPower<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="exponent">The exponent p, above 0 and below 1.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public FractionalPower(double exponent, double weight = 1)
        : base(FunctionTraits.SymmetricGauge, Numbers(new Term(Open(exponent), Guard.Positive(weight, nameof(FractionalPower<>))))) { }

    private static double Open(double exponent) => exponent is > 0 and < 1 ? exponent
        : throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "FractionalPower: the exponent must be above 0 and below 1.");

    private readonly struct Term(double exponent, double weight) : IScalarProx
    {
        public double Value(double x, int index) => weight * Math.Pow(Math.Abs(x), exponent);

        public double Prox(double x, double step, int index)
        {
            double magnitude = Math.Abs(x), t = step * weight * exponent;
            double lowest = Math.Pow(t * (1 - exponent), 1 / (2 - exponent));
            if (!(lowest + (t * Math.Pow(lowest, exponent - 1)) < magnitude))
                return double.IsNaN(x) ? x : 0;
            double z = magnitude;
            for (int k = 0; k < 100; k++)
            {
                double power = t * Math.Pow(z, exponent - 1);
                double next = z - ((z + power - magnitude) / (1 - ((1 - exponent) * power / z)));
                if (!(next < z && next > lowest))
                    break;
                z = next;
            }

            var best = new BestOf<Term>(this, magnitude, step, index);
            best.Try(0);
            best.Try(z);
            return Math.CopySign(best.Point, x);
        }
    }
}
