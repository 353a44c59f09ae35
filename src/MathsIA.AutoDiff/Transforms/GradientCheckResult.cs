namespace MathsIA.AutoDiff;

/// <summary>How well the derivatives of a function agree with each other and with differences of its values.</summary>
/// <param name="Reverse">The largest relative error of the reverse derivative against central differences.</param>
/// <param name="Forward">The relative disagreement of forward and reverse, <c>|⟨u, Jv⟩ − ⟨Jᵀu, v⟩|</c>, which is rounding only.</param>
/// <param name="SecondOrder">The largest relative error of a Hessian-vector product against central differences of the gradient.</param>
/// <param name="Tolerance">What the errors of differences are held against.</param>
public sealed record GradientCheckResult(double Reverse, double Forward, double SecondOrder, double Tolerance)
{
    /// <summary>Whether all agree.</summary>
    public bool Passed => Reverse <= Tolerance && SecondOrder <= Tolerance && Forward <= 1e-9;
}
