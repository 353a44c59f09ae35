using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The penalty whose prox is the Geman-McClure activation, with <c>μ = 8/(3√3)</c>
/// <c>φ(z) = μ arctan √(|z|/(μ − |z|)) − √(|z| (μ − |z|)) − z²/2</c> on [−μ, μ], +∞ outside.</summary>
/// <remarks>Prox: at step 1 the activation <c>μ sign(x) x²/(1 + x²)</c>; at any other the root of <c>z + γ φ'(z) = xᵢ</c>. Source: P. Combettes, J.-C.
/// Pesquet, Deep neural network structures solving variational inequalities, Set-Valued Var. Anal. 28, 2020.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class GemanMcClurePenalty<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The bound μ, at which the activation has the steepest slope that a prox may have: 1.</summary>
    private static readonly double _bound = 8 / (3 * Math.Sqrt(3));

    /// <summary>Makes the function.</summary>
    public GemanMcClurePenalty()
        : base(FunctionTraits.Convex | FunctionTraits.SymmetricGauge, EvenRoots(new Term())) { }

    private readonly struct Term : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => _bound;

        public double Value(double x, int index)
        {
            double magnitude = Math.Abs(x);
            return magnitude <= _bound ? (_bound * Math.Asin(Math.Sqrt(magnitude / _bound))) - Math.Sqrt(magnitude * (_bound - magnitude)) - (0.5 * x * x)
                : double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        public (double First, double Second) Derivatives(double x, int index)
        {
            double slope = Math.Sqrt(x / (_bound - x));
            return (slope - x, (0.5 * _bound / (slope * (_bound - x) * (_bound - x))) - 1);
        }
    }
}
