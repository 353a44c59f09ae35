using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Nonlinear conjugate gradients with the search of Hager and Zhang: two vectors of memory.</summary>
/// <remarks>Short for a <see cref="LineSearchMethod"/> with <see cref="ConjugateGradientDirection"/>, where the mathematics and its sources are told.</remarks>
public sealed record NonlinearConjugateGradient : ISmoothMethod
{
    private readonly ConjugateGradientDirection _direction = new();

    /// <summary>The weight of the last direction. <see cref="ConjugateGradientUpdate.HagerZhang"/> by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such update.</exception>
    public ConjugateGradientUpdate Update
    {
        get => _direction.Update;
        init => _direction = new ConjugateGradientDirection { Update = value };
    }

    /// <summary>The search. By default <see cref="HagerZhangStep"/> with a curvature of 0.4: these directions want closer searches than Newton's.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IStepRule Step
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new HagerZhangStep { Curvature = 0.4 };

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new LineSearchMethod(_direction, Step).Start(function, x0);
}
