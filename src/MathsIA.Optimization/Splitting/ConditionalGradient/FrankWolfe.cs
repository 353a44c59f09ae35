using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The Frank-Wolfe or conditional gradient method for <c>min f(x)</c> over a compact convex set: towards the extreme point
/// <c>s = argmin ⟨∇f(x), s⟩</c>, and never a projection.</summary>
/// <remarks>
/// <para>One gradient and one linear minimization a step. For convex f, <c>f(x_k) − f* ≤ 2LD²/(k + 2)</c> with D the diameter (Jaggi 2013, theorem 1). With
/// <see cref="AwaySteps"/> the point is kept as a combination of extreme points, and steps away from the worst of them make the rate linear on polytopes for
/// strongly convex f (Lacoste-Julien and Jaggi 2015); their memory is one vector for each extreme point in use.</para>
/// <para>The residual is the Frank-Wolfe gap <c>⟨∇f(x), x − s⟩</c>, and for convex f it is the certified gap too.</para>
/// </remarks>
public sealed record FrankWolfe : IConditionalGradientMethod
{
    private const string Method = nameof(FrankWolfe);

    /// <summary>How far to go. By default a line search.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rule.</exception>
    public FrankWolfeSteps Steps
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"{Method}: there is no such rule.");
    }

    /// <summary>Whether the method may step away from an extreme point too. False by default. Not with <see cref="FrankWolfeSteps.OpenLoop"/>.</summary>
    public bool AwaySteps { get; init; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(ISmoothFunction<T> smooth, ILinearMinimizer<T> set, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(smooth);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(x0);
        if (AwaySteps && Steps == FrankWolfeSteps.OpenLoop)
            throw new ArgumentException($"{Method}: away steps need a line search or short steps.", nameof(AwaySteps));
        T tolerance = T.Sqrt(Vectors.Epsilon<T>());
        ReadOnlySpan<T> start = x0.Contiguous().AsSpan();
        bool isFinite = true;
        foreach (T element in start)
            isFinite &= T.IsFinite(element);
        // A start that is not finite is a status, as everywhere.
        if (isFinite && !set.Contains(start, tolerance))
            throw new ArgumentException($"{Method}: the start is not in the set ({SplittingGuard.NameOf(set)}).", nameof(x0));
        T? lipschitz = Steps == FrankWolfeSteps.Short ? Constants.Lipschitz(smooth, Method) : null;
        return new FrankWolfeIteration<T>(smooth, set, x0, Steps, lipschitz, AwaySteps);
    }
}
