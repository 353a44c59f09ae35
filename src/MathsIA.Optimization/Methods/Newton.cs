using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Newton's method with backtracking: the whole Hessian, factored at each step. For up to a few thousand coordinates.</summary>
/// <remarks>Short for a <see cref="LineSearchMethod"/> with <see cref="NewtonDirection"/>, where the mathematics and its sources are told.</remarks>
public sealed record Newton : ISmoothMethod
{
    /// <summary>The search. By default <see cref="ArmijoStep"/> from the full step.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IStepRule Step
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new ArmijoStep { SufficientDecrease = 1e-4 };

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new LineSearchMethod(new NewtonDirection(), Step).Start(function, x0);
}
