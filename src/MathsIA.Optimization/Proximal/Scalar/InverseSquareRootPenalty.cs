using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The penalty whose prox is the inverse square root unit, <c>φ(z) = 1 − √(1 − z²) − z²/2</c> on [−1, 1], +∞ outside.</summary>
/// <remarks>Prox: at step 1 the activation <c>x/√(1 + x²)</c>; at any other the root of <c>z + γ φ'(z) = xᵢ</c>. Source: P. Combettes, J.-C.
/// Pesquet, Deep neural network structures solving variational inequalities, Set-Valued Var. Anal. 28, 2020.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class InverseSquareRootPenalty<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    public InverseSquareRootPenalty()
        : base(FunctionTraits.Convex | FunctionTraits.SymmetricGauge, EvenRoots(new Term())) { }

    private readonly struct Term : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => 1;

        public double Value(double x, int index) => Math.Abs(x) <= 1 ? 1 - Math.Sqrt((1 - x) * (1 + x)) - (0.5 * x * x) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public (double First, double Second) Derivatives(double x, int index) =>
            (x * ((1 / Math.Sqrt((1 - x) * (1 + x))) - 1), Math.Pow((1 - x) * (1 + x), -1.5) - 1);
    }
}
