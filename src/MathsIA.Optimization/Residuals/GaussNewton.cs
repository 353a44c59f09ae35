using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The method of Gauss and Newton for nonlinear least squares, with backtracking.</summary>
/// <remarks>Short for a <see cref="LineSearchMethod"/> with <see cref="GaussNewtonDirection"/>. Where residuals stay large or Jacobians lose rank,
/// <see cref="LevenbergMarquardt"/> is safer.</remarks>
public sealed record GaussNewton : ILeastSquaresMethod
{
    /// <summary>The search. By default <see cref="ArmijoStep"/> from the full step.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IStepRule Step
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new ArmijoStep { SufficientDecrease = 1e-4 };

    /// <inheritdoc/>
    public IIteration<T> Start<T>(IVectorFunction<T> residuals, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new LineSearchMethod(new GaussNewtonDirection(), Step).Start(new NonlinearLeastSquares<T>(residuals, x0), x0);
}
