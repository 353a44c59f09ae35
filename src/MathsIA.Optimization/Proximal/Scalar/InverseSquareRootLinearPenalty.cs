using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The penalty whose prox is the inverse square root linear unit, <c>φ(z) = 0</c> for z ≥ 0, <c>1 − z²/2 − √(1 − z²)</c> from −1 to 0,
/// +∞ below.</summary>
/// <remarks>Prox: at step 1 the activation <c>x for x ≥ 0, x/√(1 + x²) below</c>; at any other the root of <c>z + γ φ'(z) = xᵢ</c>. Source: P.
/// Combettes, J.-C. Pesquet, Deep neural network structures solving variational inequalities, Set-Valued Var. Anal. 28, 2020.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class InverseSquareRootLinearPenalty<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    public InverseSquareRootLinearPenalty()
        : base(FunctionTraits.Convex, Roots(new Term())) { }

    private readonly struct Term : ISmoothScalar
    {
        public double Lower => -1;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index) => x >= 0 ? 0 : x >= -1 ? 1 - (0.5 * x * x) - Math.Sqrt((1 - x) * (1 + x)) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public (double First, double Second) Derivatives(double x, int index) =>
            (x >= 0 ? 0 : x * ((1 / Math.Sqrt((1 - x) * (1 + x))) - 1), x >= 0 ? 0 : Math.Pow((1 - x) * (1 + x), -1.5) - 1);
    }
}
