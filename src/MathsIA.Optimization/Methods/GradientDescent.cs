using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Gradient descent, <c>x⁺ = x − τ ∇f(x)</c>, with any rule for the step <c>τ</c>.</summary>
/// <remarks>
/// <para>One gradient a step. For a convex function with an L-Lipschitz gradient and <c>τ = 1/L</c>,
/// <c>f(x_k) − f* ≤ L ‖x_0 − x*‖² / (2k)</c>; μ-strongly convex and <c>τ = 2/(L + μ)</c>, the distance to the solution shrinks by
/// <c>(κ − 1)/(κ + 1)</c> a step, <c>κ = L/μ</c>. Nesterov, Lectures on Convex Optimization (2018), theorems 2.1.14 and
/// 2.1.15.</para>
/// <para>Rules: <see cref="FixedStep"/> (1/L when not given), <see cref="OptimalStep"/>, <see cref="BarzilaiBorweinStep"/>,
/// <see cref="AdaptiveStep"/>, <see cref="PolyakStep"/>, <see cref="ExactStep"/>, and the line searches <see cref="ArmijoStep"/>,
/// <see cref="StrongWolfeStep"/> and <see cref="HagerZhangStep"/>.</para>
/// </remarks>
public sealed record GradientDescent : ISmoothMethod
{
    /// <summary>How far to go. By default the fixed step <c>1/L</c>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IStepRule Step
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new FixedStep();

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new LineSearchMethod(new SteepestDescent(), Step).Start(function, x0);
}
