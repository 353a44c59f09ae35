using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The primal-dual method of Chambolle and Pock for <c>min g(x) + h(Kx)</c>: <c>u⁺ = prox_{σh*}(u + σK x̄)</c>,
/// <c>x⁺ = prox_{τg}(x − τK*u⁺)</c>, <c>x̄ = x⁺ + θ(x⁺ − x)</c>.</summary>
/// <remarks>
/// <para>Two proxes and one product each with K and K* a step; nothing is inverted. Converges for convex g and h, <c>τσ‖K‖² ≤ 1</c> and θ = 1, with an
/// ergodic gap of O(1/k) (Chambolle and Pock 2011, theorem 1; Condat 2013 for equality). <see cref="Steps"/> names the other rules. The norm is the
/// operator's own bound, or an estimate where it knows none.</para>
/// <para>The residual is the distance from 0 to the subdifferential of the saddle function at (x, u): <c>(‖p‖² + ‖d‖²)^½</c> with
/// <c>p ∈ ∂g(x) + K*u</c> and <c>d ∈ ∂h*(u) − Kx</c>; it ranks the points, since h(Kx) may be infinite along the way. The dual point is u. The gap is
/// <c>g(x) + h(Kx) + g*(−K*u) + h*(u)</c> where the conjugate of g is known, or else <c>h(Kx) + h*(u) − ⟨Kx, u⟩ + ‖p‖²/(2μ)</c> where g is known to
/// be μ-strongly convex; the conjugate of h is never needed, as u comes from its prox.</para>
/// <para>Where no x in the domain of g has Kx in the set of h, u grows for ever. With the support function of h known, the run ends as <see cref="Status.Infeasible"/>
/// as soon as u, or its change v from one step to the next, proves it: <c>σ_g(−K*v) + σ_h(v) &lt; 0</c>, where that of g is known too; or
/// <c>‖K*v‖ ‖x‖ + σ_h(v) &lt; 0</c> for all x up to <c>1/√ε</c> times as long as the point reached. The dual point is then that v. Else it ends at its limit, as it does
/// with a line search for a g finite everywhere, whose steps grow along with u.</para>
/// </remarks>
public sealed record ChambollePock : IPrimalDualMethod
{
    private const string Method = nameof(ChambollePock);

    /// <summary>The primal step <c>τ</c>; null for <c>1/(σ‖K‖²)</c>, or <c>1/‖K‖</c> when σ is not given either.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? PrimalStep
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Method, nameof(value)) : null;
    }

    /// <summary>The dual step <c>σ</c>; null for <c>1/(τ‖K‖²)</c>, or <c>1/‖K‖</c> when τ is not given either.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? DualStep
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Method, nameof(value)) : null;
    }

    /// <summary>How the steps change along the run. By default they do not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rule.</exception>
    public PrimalDualSteps Steps
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"{Method}: there is no such rule.");
    }

    /// <summary>The strong convexity μ of g, for <see cref="PrimalDualSteps.Accelerated"/> and for the gap; null to ask g itself, where it is smooth or an
    /// <see cref="IStronglyConvex{T}"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StrongConvexity
    {
        get;
        init => field = value is { } mu ? Guard.Positive(mu, Method, nameof(value)) : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(IProximable<T> proximable, Composition<T> composed, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SplittingGuard.Convex(proximable, Method);
        SplittingGuard.Convex(composed, Method);
        SplittingGuard.Domain(composed, x0, Method);
        T? strongConvexity = StrongConvexity is { } given ? T.CreateChecked(given) : StrongConvexityOf.Function(proximable);
        if (Steps == PrimalDualSteps.Accelerated && strongConvexity is null)
            throw new ArgumentException($"{Method}: {SplittingGuard.NameOf(proximable)} is not known to be strongly convex, which the accelerated steps need.", nameof(proximable));
        if (Steps == PrimalDualSteps.LineSearch)
            return new LineSearchPrimalDualIteration<T>(proximable, composed, x0, PrimalStep, DualStep, strongConvexity);
        T norm = SplittingGuard.NormBound(composed.Operator, Method);
        (T primal, T dual) = StepSizes(norm * norm);
        return new PrimalDualIteration<T>(null, proximable, composed, x0, new PrimalDualStepState<T>(Steps, primal, dual, strongConvexity), strongConvexity);
    }

    private (T Primal, T Dual) StepSizes<T>(T square) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (square == T.Zero)
            return (T.CreateChecked(PrimalStep ?? 1), T.CreateChecked(DualStep ?? 1));
        T primal = PrimalStep is { } tau ? T.CreateChecked(tau)
            : DualStep is { } given ? T.One / (T.CreateChecked(given) * square) : T.One / T.Sqrt(square);
        T dual = DualStep is { } sigma ? T.CreateChecked(sigma) : T.One / (primal * square);
        double product = double.CreateChecked(primal * dual * square);
        return product <= 1 + 1e-4 ? (primal, dual)
            : throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Method}: the product of the steps and the squared norm of the operator is {product:g4}; it may not exceed 1."), nameof(PrimalStep));
    }
}
