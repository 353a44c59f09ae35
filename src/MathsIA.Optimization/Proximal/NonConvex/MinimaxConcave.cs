using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The minimax concave penalty (MCP), <c>g(x) = Σᵢ λ |xᵢ| − xᵢ²/(2a)</c> for <c>|xᵢ| ≤ a λ</c>, then <c>a λ²/2</c>: not convex.</summary>
/// <remarks>Prox: the best of the stationary points of each piece: for γ &lt; a firm thresholding, for γ ≥ a hard thresholding at <c>λ √(a
/// γ)</c>. CEL0 with weight λ₀ and column norm c is this penalty at <c>λ = c √(2 λ₀), a = 1/c²</c>. Source: C.-H. Zhang, Ann. Statist.
/// 38(2), 2010.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class MinimaxConcave<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="lambda">The slope λ at 0, positive.</param>
    /// <param name="concavity">The range a: the penalty is flat beyond a λ, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public MinimaxConcave(double lambda, double concavity = 3)
        : base(FunctionTraits.SymmetricGauge, Numbers(new Term(Guard.Positive(lambda, nameof(MinimaxConcave<>)), Guard.Positive(concavity, nameof(MinimaxConcave<>))))) { }

    private readonly struct Term(double lambda, double concavity) : IScalarProx
    {
        public double Value(double x, int index)
        {
            double magnitude = Math.Min(Math.Abs(x), concavity * lambda);
            return magnitude * (lambda - (0.5 * magnitude / concavity));
        }

        public double Prox(double x, double step, int index)
        {
            double magnitude = Math.Abs(x), flat = concavity * lambda;
            double z = step < concavity
                ? magnitude > flat ? magnitude : Math.Max(magnitude - (step * lambda), 0) / (1 - (step / concavity))
                : magnitude > lambda * Math.Sqrt(concavity * step) ? magnitude : 0;
            return double.IsNaN(x) ? x : Math.CopySign(z, x);
        }
    }
}
