using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The penalty whose prox is the exponential linear unit, <c>φ(z) = 0</c> for z ≥ 0, <c>(z + α) log((z + α)/α) − z − z²/2</c> from −α
/// to 0, +∞ below.</summary>
/// <remarks>Prox: at step 1 the activation <c>x for x ≥ 0, α (exp(x) − 1) below</c>; at any other the root of <c>z + γ φ'(z) = xᵢ</c>. Source:
/// P. Combettes, J.-C. Pesquet, Deep neural network structures solving variational inequalities, Set-Valued Var. Anal. 28, 2020.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ExponentialLinearPenalty<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="alpha">The bound α, above 0 and at most 1: beyond it φ is not convex.</param>
    public ExponentialLinearPenalty(double alpha = 1)
        : base(FunctionTraits.Convex, Roots(new Term(Widening.ToDouble(T.CreateTruncating(InUnit(alpha)))))) { }

    private static double InUnit(double alpha) => alpha is > 0 and <= 1 ? alpha
        : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "ExponentialLinearPenalty: alpha must be above 0 and at most 1.");

    private readonly struct Term(double alpha) : ISmoothScalar
    {
        public double Lower => -alpha;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index) => x >= 0 ? 0 : x >= -alpha ? (alpha * ScalarMath.XLogX((x + alpha) / alpha)) - x - (0.5 * x * x) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public (double First, double Second) Derivatives(double x, int index) =>
            (x >= 0 ? 0 : Math.Log((x + alpha) / alpha) - x, x >= 0 ? 0 : (1 / (x + alpha)) - 1);
    }
}
