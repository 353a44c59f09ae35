using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The penalty whose prox is the arctangent, <c>φ(z) = −(2/π) log cos(πz/2) − z²/2</c> on (−1, 1), +∞ outside.</summary>
/// <remarks>Prox: at step 1 the activation <c>(2/π) arctan x</c>; at any other the root of <c>z + γ φ'(z) = xᵢ</c>. Source: P. Combettes, J.-C.
/// Pesquet, Deep neural network structures solving variational inequalities, Set-Valued Var. Anal. 28, 2020.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ArctangentPenalty<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    public ArctangentPenalty()
        : base(FunctionTraits.Convex | FunctionTraits.SymmetricGauge, EvenRoots(new Term())) { }

    private readonly struct Term : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => 1;

        public double Value(double x, int index) => Math.Abs(x) < 1 ? (-2 / Math.PI * Math.Log(Math.Cos(0.5 * Math.PI * x))) - (0.5 * x * x) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public (double First, double Second) Derivatives(double x, int index) =>
            (x < 1 ? Math.Tan(0.5 * Math.PI * x) - x : double.PositiveInfinity, (0.5 * Math.PI / Math.Pow(Math.Cos(0.5 * Math.PI * x), 2)) - 1);
    }
}
