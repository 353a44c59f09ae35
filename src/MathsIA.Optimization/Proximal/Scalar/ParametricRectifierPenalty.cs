using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The penalty whose prox is the parametric rectifier, <c>φ(z) = (1/α − 1) z²/2</c> for z &lt; 0, 0 above.</summary>
/// <remarks>Prox: <c>xᵢ</c> for x ≥ 0, <c>xᵢ/(1 + γ (1/α − 1))</c> below: at step 1 the leaky rectifier of slope α. Conjugate: <c>uᵢ²/(2 (1/α −
/// 1))</c> for u ≤ 0, else +∞. Source: P. Combettes, J.-C. Pesquet, Set-Valued Var. Anal. 28, 2020.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ParametricRectifierPenalty<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScalarwiseValue<T, Dual> _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="slope">The slope α below 0, above 0 and below 1.</param>
    public ParametricRectifierPenalty(double slope)
        : base(FunctionTraits.Convex | FunctionTraits.Smooth, Numbers(new Term(Open(slope)))) =>
        _dual = new(new(slope));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private static double Open(double slope) => slope is > 0 and < 1 ? slope
        : throw new ArgumentOutOfRangeException(nameof(slope), slope, "ParametricRectifierPenalty: the slope must be above 0 and below 1.");

    private readonly struct Term(double slope) : IScalarProx
    {
        public double Value(double x, int index) => x < 0 ? 0.5 * ((1 / slope) - 1) * x * x : double.IsNaN(x) ? x : 0;

        public double Prox(double x, double step, int index) => x < 0 ? x / (1 + (step * ((1 / slope) - 1))) : x;
    }

    private readonly struct Dual(double slope) : IScalarFunction
    {
        public double Value(double x, int index) => x > 0 ? double.PositiveInfinity : 0.5 * x * x / ((1 / slope) - 1);
    }
}
