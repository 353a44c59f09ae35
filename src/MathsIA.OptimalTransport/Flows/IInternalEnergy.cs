namespace MathsIA.OptimalTransport;

/// <summary>An energy <c>∫ U(ρ)</c> of a density: U is convex, and <c>U′</c> rises without jumps on the positive numbers.</summary>
public interface IInternalEnergy
{
    /// <summary>U.</summary>
    /// <param name="density">ρ, at least 0.</param>
    /// <returns>The energy.</returns>
    double Value(double density);

    /// <summary><c>U′</c>; may be −∞ at 0.</summary>
    /// <param name="density">ρ, at least 0.</param>
    /// <returns>The derivative.</returns>
    double Derivative(double density);

    /// <summary><c>ρ U″(ρ)</c>, the derivative of <c>U′</c> with respect to <c>log ρ</c>.</summary>
    /// <param name="density">ρ, positive.</param>
    /// <returns>The logarithmic slope.</returns>
    double LogarithmicSlope(double density);
}
