using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>PANOC, proximal averaged Newton-type method for <c>min f(x) + g(x)</c>: forward-backward steps mixed with L-BFGS directions for the equation
/// <c>R(x) = (x − p)/γ = 0</c>, <c>p = prox_{γg}(x − γ∇f(x))</c>; f and g need not be convex.</summary>
/// <remarks>
/// <para><c>x⁺ = (1 − t)p + t(x + d)</c> with t = 1, ½, ¼ ... until the forward-backward envelope
/// <c>φ(x) = f(x) + ⟨∇f(x), p − x⟩ + ‖p − x‖²/(2γ) + g(p)</c> falls by <c>γ(1 − γL)/4 ‖R(x)‖²</c>; after <see cref="MaxBacktracks"/> trials t = 0, the plain
/// forward-backward step, for which that is certain. Superlinear where the directions are good. γ is <c>0.95/L</c>, found by halving where L is not
/// known. One gradient and one prox a trial. Stella, Themelis, Sopasakis and Patrinos 2017.</para>
/// <para>The point is p, which lies in the domain of g. Residual and gap are those of <see cref="ForwardBackward"/>, at p, which costs another gradient and
/// prox a measurement: set <see cref="MinimizeOptions.MeasureEvery"/> to measure less often.</para>
/// </remarks>
public sealed record Panoc : IProximalGradientMethod
{
    private const string Method = nameof(Panoc);

    /// <summary>How many pairs of steps and changes the directions remember, from 0; with 0 it is <see cref="ForwardBackward"/>. By default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Memory
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 10;

    /// <summary>The trials of a direction before the plain step, from 1. By default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxBacktracks
    {
        get;
        init => field = Guard.AtLeastOne(value, Method);
    } = 10;

    /// <summary>The first step <c>γ</c>; null for <c>0.95/L</c>, or 1 where L is not known. It is halved when f is steeper than it allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Method, nameof(value)) : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(ISmoothFunction<T> smooth, IProximable<T> proximable, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(smooth);
        ArgumentNullException.ThrowIfNull(proximable);
        ArgumentNullException.ThrowIfNull(x0);
        double step = StepSize ?? (smooth.LipschitzConstant is { } l && l > T.Zero && T.IsFinite(l) ? 0.95 / double.CreateChecked(l) : 1);
        return new PanocIteration<T>(smooth, proximable, x0, step, Memory, MaxBacktracks);
    }
}
