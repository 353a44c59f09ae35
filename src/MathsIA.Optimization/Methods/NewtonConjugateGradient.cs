using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Newton's method with conjugate gradients inside: Hessian-vector products only, for many coordinates.</summary>
/// <remarks>Short for a <see cref="LineSearchMethod"/> with <see cref="TruncatedNewtonDirection"/>, where the mathematics and its sources are told.</remarks>
public sealed record NewtonConjugateGradient : ISmoothMethod
{
    private readonly TruncatedNewtonDirection _direction = new();

    /// <summary>The most Hessian-vector products a step; null for the number of coordinates.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? MaxProducts
    {
        get => _direction.MaxProducts;
        init => _direction = new TruncatedNewtonDirection { MaxProducts = value };
    }

    /// <summary>The search. By default <see cref="ArmijoStep"/> from the full step.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IStepRule Step
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new ArmijoStep { SufficientDecrease = 1e-4 };

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new LineSearchMethod(_direction, Step).Start(function, x0);
}
