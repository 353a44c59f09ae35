using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The primal-dual method of Condat and Vũ for <c>min f(x) + g(x) + h(Kx)</c>: <c>u⁺ = prox_{σh*}(u + σK(2x − x₋))</c>,
/// <c>x⁺ = prox_{τg}(x − τ∇f(x) − τK*u⁺)</c>.</summary>
/// <remarks>
/// <para>One gradient, two proxes and one product each with K and K* a step. Converges for convex functions and <c>1/τ − σ‖K‖² ≥ L/2</c> (Condat
/// 2013, theorem 3.1; Vũ 2013). Without f it is <see cref="ChambollePock"/> with fixed steps.</para>
/// <para>Residual, ranking and dual point as there, with <c>p ∈ ∇f(x) + ∂g(x) + K*u</c>. The gap is
/// <c>g(x) + h(Kx) + ⟨∇f(x), x⟩ + g*(−K*u − ∇f(x)) + h*(u)</c> where the conjugate of g is known and finite there, or else <c>h(Kx) + h*(u) − ⟨Kx, u⟩ + ‖p‖²/(2μ)</c>
/// where f + g is known to be μ-strongly convex. Sets that do not meet are proved as there.</para>
/// </remarks>
public sealed record CondatVu : ISmoothPrimalDualMethod, ISmoothComposedMethod
{
    private const string Method = nameof(CondatVu);

    /// <summary>The primal step <c>τ</c>; null for <c>1/(L/2 + ‖K‖)</c>, or as long as σ allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? PrimalStep
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Method, nameof(value)) : null;
    }

    /// <summary>The dual step <c>σ</c>; null for as long as τ allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? DualStep
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Method, nameof(value)) : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(ISmoothFunction<T> smooth, Composition<T> composed, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Start(smooth, new ZeroFunction<T>(), composed, x0);

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(ISmoothFunction<T> smooth, IProximable<T> proximable, Composition<T> composed, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(smooth);
        SplittingGuard.Convex(proximable, Method);
        SplittingGuard.Convex(composed, Method);
        SplittingGuard.Domain(composed, x0, Method);
        T norm = SplittingGuard.NormBound(composed.Operator, Method), square = norm * norm;
        T half = Constants.Lipschitz(smooth, Method) / (T.One + T.One);
        T primal = PrimalStep is { } tau ? T.CreateChecked(tau)
            : DualStep is { } given ? T.One / (half + (T.CreateChecked(given) * square)) : T.One / (half + norm);
        T room = (T.One / primal) - half;
        T dual = DualStep is { } sigma ? T.CreateChecked(sigma) : square == T.Zero ? T.One : room / square;
        if (!(dual > T.Zero) || double.CreateChecked(dual * square - room) > 1e-4 * double.CreateChecked(T.One / primal))
            throw new ArgumentException($"{Method}: the steps {primal} and {dual} do not meet 1/τ − σ‖K‖² ≥ L/2 with ‖K‖ = {norm} and L = {half + half}.", nameof(PrimalStep));
        T mu = (smooth.StrongConvexity ?? T.Zero) + (StrongConvexityOf.Function(proximable) ?? T.Zero);
        return new PrimalDualIteration<T>(smooth, proximable, composed, x0, new PrimalDualStepState<T>(PrimalDualSteps.Fixed, primal, dual, null), mu > T.Zero ? mu : null);
    }
}
