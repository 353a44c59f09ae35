using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The penalty whose prox is the inverse hyperbolic sine, <c>φ(z) = cosh z − 1 − z²/2</c>.</summary>
/// <remarks>Prox: at step 1 the activation <c>arsinh x</c>; at any other the root of <c>z + γ φ'(z) = xᵢ</c>. Source: P. Combettes, J.-C.
/// Pesquet, Deep neural network structures solving variational inequalities, Set-Valued Var. Anal. 28, 2020.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class HyperbolicSinePenalty<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    public HyperbolicSinePenalty()
        : base(FunctionTraits.Convex | FunctionTraits.SymmetricGauge, EvenRoots(new Term())) { }

    private readonly struct Term : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index) => Math.Cosh(x) - 1 - (0.5 * x * x);

        public (double First, double Second) Derivatives(double x, int index) =>
            (Math.Sinh(x) - x, Math.Cosh(x) - 1);
    }
}
