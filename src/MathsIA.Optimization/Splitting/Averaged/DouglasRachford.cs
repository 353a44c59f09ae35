using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Douglas-Rachford splitting for <c>min g₁(x) + g₂(x)</c>: <c>x = prox_{γg₁}(s)</c>, <c>y = prox_{γg₂}(2x − s)</c>,
/// <c>s⁺ = s + ρ(y − x)</c>.</summary>
/// <remarks>
/// <para>Two proxes a step. Converges for any <c>γ &gt; 0</c> and <c>0 &lt; ρ &lt; 2</c> and convex functions (Lions and Mercier 1979; Combettes and
/// Pesquet 2007); γ only sets the speed, best near the scale of the solution over that of its subgradients. Let the function with a domain be the first.</para>
/// <para>The point is x, or y where the objective is infinite at x and finite at y. The residual is <c>max(1, 1/γ) ‖x − y‖</c>: how far the two points are
/// from each other, and how far their subgradients <c>u₁ = (s − x)/γ</c> and <c>u₂ = (2x − s − y)/γ</c> are from adding up to 0; it ranks the points. The dual
/// point is u₁ or −u₂, and the gap <c>g₁ + g₂ + g₁*(u) + g₂*(−u)</c>, +∞ while no such dual point is feasible, null where a conjugate is not known.</para>
/// <para>Two sets that do not meet: s drifts off along the shortest way from one to the other. Where both support functions are known, the run ends as
/// <see cref="Status.Infeasible"/> as soon as <c>w = y − x</c> proves it, <c>σ₁(w) + σ₂(−w) &lt; 0</c>: the dual point is then w, the normal of a hyperplane between the
/// sets. Else it ends at its limit.</para>
/// </remarks>
public sealed record DouglasRachford : ISplittingMethod
{
    private const string Method = nameof(DouglasRachford);

    /// <summary>The step <c>γ</c>, positive. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double StepSize
    {
        get;
        init => field = Guard.Positive(value, Method);
    } = 1;

    /// <summary>The relaxation <c>ρ</c>, in (0, 2). By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 2).</exception>
    public double Relaxation
    {
        get;
        init => field = SplittingGuard.InOpenInterval(value, 2, Method);
    } = 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(IProximable<T> first, IProximable<T> second, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SplittingGuard.Convex(first, Method);
        SplittingGuard.Convex(second, Method);
        ArgumentNullException.ThrowIfNull(x0);
        return new ReflectionIteration<T>(null, first, second, x0, T.CreateChecked(StepSize), T.CreateChecked(Relaxation));
    }
}
