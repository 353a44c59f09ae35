using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>The alternating direction method of multipliers for <c>min g(x) + h(z)</c> with <c>Kx = z</c>:
/// <c>x = argmin g(x) + ρ/2 ‖Kx − z + u‖²</c>, <c>z⁺ = prox_{h/ρ}(w + u)</c>, <c>u⁺ = u + w − z⁺</c> with <c>w = αKx + (1 − α)z</c>.</summary>
/// <remarks>
/// <para>Three kinds of step for x: the prox of g when there is no K; a prox too when K is a tight frame, <c>K*K = νI</c>
/// (<see cref="FrameConstant"/>); and for a smooth g, a least-squares loss say, Newton's method with conjugate gradients on
/// <c>∇²g + ρK*K</c>, which solves a quadratic in one Newton step. Converges for convex functions, any <c>ρ &gt; 0</c> and <c>0 &lt; α &lt; 2</c>.
/// Boyd et al. 2011; Eckstein and Bertsekas 1992. On the dual it is <see cref="DouglasRachford"/>.</para>
/// <para>The residual is the larger of <c>‖Kx − z‖</c> and <c>‖p‖</c> with <c>p ∈ ∂g(x) + K*y</c>, where <c>y = ρu ∈ ∂h(z)</c> is the dual point; it
/// ranks the points. The point is x, or z without K where the objective is infinite at x and finite at z. The gap is that of
/// <see cref="ChambollePock"/>, and so is the proof that nothing is feasible.</para>
/// </remarks>
public sealed record Admm : ISplittingMethod, IPrimalDualMethod, ISmoothComposedMethod
{
    private const string Method = nameof(Admm);

    /// <summary>The penalty <c>ρ</c>, positive. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Penalty
    {
        get;
        init => field = Guard.Positive(value, Method);
    } = 1;

    /// <summary>How the penalty is balanced along the run; null, the default, keeps it.</summary>
    public PenaltyBalancing? Balancing { get; init; }

    /// <summary>The over-relaxation <c>α</c>, in (0, 2). By default 1; 1.5 to 1.8 is often faster.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 2).</exception>
    public double Relaxation
    {
        get;
        init => field = SplittingGuard.InOpenInterval(value, 2, Method);
    } = 1;

    /// <summary>The constant ν of an operator with <c>K*K = νI</c>; null, the default, to take an <see cref="IdentityOperator{T}"/> only. It is checked on a
    /// vector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? FrameConstant
    {
        get;
        init => field = value is { } constant ? Guard.Positive(constant, Method, nameof(value)) : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(IProximable<T> first, IProximable<T> second, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SplittingGuard.Convex(first, Method);
        SplittingGuard.Convex(second, Method);
        ArgumentNullException.ThrowIfNull(x0);
        first.Value(x0.Contiguous().AsSpan());
        second.Value(x0.Contiguous().AsSpan());
        return new AdmmIteration<T>(new ProximalAdmmStep<T>(first, null, T.One, x0.Length), null, second, x0, this);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(IProximable<T> proximable, Composition<T> composed, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SplittingGuard.Convex(proximable, Method);
        SplittingGuard.Convex(composed, Method);
        SplittingGuard.Domain(composed, x0, Method);
        proximable.Value(x0.Contiguous().AsSpan());
        if (composed.Operator is IdentityOperator<T>)
            return Start(proximable, composed.Outer, x0);
        T constant = T.CreateChecked(FrameConstant
            ?? throw new ArgumentException($"{Method}: the step for x has no closed form for this operator. Give FrameConstant if K*K is a multiple of the identity; a smooth first function or ChambollePock need no such thing.", nameof(composed)));
        RequireTightFrame(composed.Operator, constant);
        return new AdmmIteration<T>(new ProximalAdmmStep<T>(proximable, composed.Operator, constant, x0.Length), composed.Operator, composed.Outer, x0, this);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(ISmoothFunction<T> smooth, Composition<T> composed, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(smooth);
        SplittingGuard.Convex(composed, Method);
        SplittingGuard.Domain(composed, x0, Method);
        if (smooth is not ITwiceDifferentiable<T> twice)
            throw new ArgumentException($"{Method}: {SplittingGuard.NameOf(smooth)} has no Hessian, which the step for x needs; CondatVu takes a gradient only.", nameof(smooth));
        return new AdmmIteration<T>(new NewtonAdmmStep<T>(twice, composed.Operator, x0), composed.Operator, composed.Outer, x0, this);
    }

    private static void RequireTightFrame<T>(ILinearOperator<T> op, T constant) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> probe = new RandomNumbers.Philox(1).Normal<T>(op.Domain);
        Tensor<T> image = op.ApplyAdjoint(op.Apply(probe));
        Vectors.AddScaled(image, -constant, probe, image);
        T tolerance = T.CreateChecked(100) * T.Sqrt(Vectors.Epsilon<T>()) * constant;
        if (!(Vectors.Norm(image) <= tolerance * Vectors.Norm(probe)))
            throw new ArgumentException($"{Method}: K*K is not {constant} times the identity.", nameof(FrameConstant));
    }
}
