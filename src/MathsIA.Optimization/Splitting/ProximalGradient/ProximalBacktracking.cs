namespace MathsIA.Optimization;

/// <summary>Finds the step of a proximal gradient method without a Lipschitz constant: shorter until the quadratic model at y lies
/// above f, <c>f(p) ≤ f(y) + ⟨∇f(y), p − y⟩ + ‖p − y‖²/(2τ)</c> with <c>p = prox_{τg}(y − τ∇f(y))</c>.</summary>
/// <remarks>Each search starts from the last step times <see cref="Growth"/>: with a growth above 1 the step follows the local curvature
/// up as well as down. Where the difference of values drowns in rounding the same inequality is put to the gradients,
/// <c>⟨∇f(p) − ∇f(y), p − y⟩ ≤ ‖p − y‖²/τ</c>, which is equivalent on quadratics. Beck and Teboulle 2009, section 4.</remarks>
public sealed record ProximalBacktracking
{
    private const string Operation = nameof(ProximalBacktracking);

    /// <summary>The first step tried. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double InitialStep
    {
        get;
        init => field = Guard.Positive(value, Operation);
    } = 1;

    /// <summary>The factor of each backtrack, in (0, 1). By default 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1).</exception>
    public double Shrink
    {
        get;
        init => field = SplittingGuard.InOpenInterval(value, 1, Operation);
    } = 0.5;

    /// <summary>The factor by which each search first lengthens the last step, at least 1. By default 1: steps never grow.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or not finite.</exception>
    public double Growth
    {
        get;
        init => field = double.IsFinite(value) && value >= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{Operation}: the growth must be at least 1 and finite.");
    } = 1;
}
