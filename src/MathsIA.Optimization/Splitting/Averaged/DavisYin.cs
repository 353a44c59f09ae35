using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Davis and Yin's three-operator splitting for <c>min f(x) + g₁(x) + g₂(x)</c>: <c>x = prox_{γg₁}(s)</c>,
/// <c>y = prox_{γg₂}(2x − s − γ∇f(x))</c>, <c>s⁺ = s + ρ(y − x)</c>.</summary>
/// <remarks>
/// <para>One gradient and two proxes a step. Converges for convex functions, <c>0 &lt; γ &lt; 2/L</c> and <c>0 &lt; ρ &lt; 2 − γL/2</c> (Davis and
/// Yin 2017, theorem 2.1). Without f it is <see cref="DouglasRachford"/>, without g₁ it is <see cref="ForwardBackward"/>.</para>
/// <para>The point is x, or y where the objective is infinite at x and finite at y. The residual is <c>max(1, 1/γ) ‖x − y‖</c>, which is also how far
/// <c>∇f(x) + u₁ + u₂</c> is from 0 for the subgradients u₁ at x and u₂ at y; it ranks the points. The dual point is u₁.</para>
/// <para>The gap is primal minus dual value at u₁ and u₂, one of them moved so that with ∇f(x) they add up to 0, as in <see cref="GeneralizedForwardBackward"/>: it needs
/// a g whose conjugate is known, or a f that is known to be strongly convex, else it is null; it is +∞ where the objective is, and while no conjugate is finite. Two sets
/// that do not meet: the run ends as <see cref="Status.Infeasible"/> as soon as normals that add up to 0 prove it; the dual point is then the first of them.</para>
/// </remarks>
public sealed record DavisYin : IThreeOperatorMethod
{
    private const string Method = nameof(DavisYin);

    /// <summary>The step <c>γ</c>, positive; null for <c>1/L</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Method, nameof(value)) : null;
    }

    /// <summary>The relaxation <c>ρ</c>, in (0, 2). By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 2).</exception>
    public double Relaxation
    {
        get;
        init => field = SplittingGuard.InOpenInterval(value, 2, Method);
    } = 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(ISmoothFunction<T> smooth, IProximable<T> first, IProximable<T> second, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(smooth);
        SplittingGuard.Convex(first, Method);
        SplittingGuard.Convex(second, Method);
        ArgumentNullException.ThrowIfNull(x0);
        return new ReflectionIteration<T>(smooth, first, second, x0, Constants.StepSize(StepSize, smooth, Method), T.CreateChecked(Relaxation));
    }
}
