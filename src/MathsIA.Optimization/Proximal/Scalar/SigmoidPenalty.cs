using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The penalty whose prox is the unimodal sigmoid, <c>φ(z) = (z + ½) log(z + ½) + (½ − z) log(½ − z) − (z² + ¼)/2</c> on [−½, ½], +∞
/// outside.</summary>
/// <remarks>Prox: at step 1 the activation <c>1/(1 + exp(−x)) − ½</c>; at any other the root of <c>z + γ φ'(z) = xᵢ</c>. Source: P. Combettes,
/// J.-C. Pesquet, Deep neural network structures solving variational inequalities, Set-Valued Var. Anal. 28, 2020.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SigmoidPenalty<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    public SigmoidPenalty()
        : base(FunctionTraits.Convex | FunctionTraits.SymmetricGauge, EvenRoots(new Term())) { }

    private readonly struct Term : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => 0.5;

        public double Value(double x, int index) => Math.Abs(x) <= 0.5 ? ScalarMath.XLogX(x + 0.5) + ScalarMath.XLogX(0.5 - x) - (0.5 * ((x * x) + 0.25)) : double.IsNaN(x) ? x : double.PositiveInfinity;

        public (double First, double Second) Derivatives(double x, int index) =>
            (Math.Log((x + 0.5) / (0.5 - x)) - x, (1 / (x + 0.5)) + (1 / (0.5 - x)) - 1);
    }
}
