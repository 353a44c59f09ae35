using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The penalty whose prox is the logarithmic activation, <c>φ(z) = exp |z| − |z| − 1 − z²/2</c>.</summary>
/// <remarks>Prox: at step 1 the activation <c>sign(x) log(1 + |x|)</c>; at any other the root of <c>z + γ φ'(z) = xᵢ</c>. Source: P. Combettes, J.-C.
/// Pesquet, Deep neural network structures solving variational inequalities, Set-Valued Var. Anal. 28, 2020.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LogarithmicPenalty<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    public LogarithmicPenalty()
        : base(FunctionTraits.Convex | FunctionTraits.SymmetricGauge, EvenRoots(new Term())) { }

    private readonly struct Term : ISmoothScalar
    {
        public double Lower => 0;

        public double Upper => double.PositiveInfinity;

        public double Value(double x, int index) => double.ExpM1(Math.Abs(x)) - Math.Abs(x) - (0.5 * x * x);

        public (double First, double Second) Derivatives(double x, int index) =>
            (double.ExpM1(x) - x, double.ExpM1(x));
    }
}
