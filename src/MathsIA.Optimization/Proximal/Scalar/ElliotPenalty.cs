using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The penalty whose prox is the Elliot activation, <c>φ(z) = −|z| − log(1 − |z|) − z²/2</c> on (−1, 1), +∞ outside.</summary>
/// <remarks>Prox: at step 1 the activation <c>x/(1 + |x|)</c>; at any other the root of <c>z + γ φ'(z) = xᵢ</c>. Source: P. Combettes, J.-C.
/// Pesquet, Deep neural network structures solving variational inequalities, Set-Valued Var. Anal. 28, 2020.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ElliotPenalty<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    public ElliotPenalty()
        : base(FunctionTraits.Convex | FunctionTraits.SymmetricGauge, EvenRoots(new Term())) { }

    private readonly struct Term : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => 1;

        public double Value(double x, int index) => Math.Abs(x) < 1 ? -Math.Abs(x) - double.LogP1(-Math.Abs(x)) - (0.5 * x * x) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public (double First, double Second) Derivatives(double x, int index) =>
            (x * (x / (1 - x)), (1 / ((1 - x) * (1 - x))) - 1);
    }
}
