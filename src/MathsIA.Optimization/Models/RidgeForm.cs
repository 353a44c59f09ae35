namespace MathsIA.Optimization;

/// <summary>Which of the two equal formulas a ridge regression is solved by.</summary>
public enum RidgeForm
{
    /// <summary>The one with the smaller matrix.</summary>
    Automatic = 0,

    /// <summary><c>(AᵀA + λ I)⁻¹ Aᵀ y</c>: a matrix with one row a feature.</summary>
    Primal,

    /// <summary><c>Aᵀ (A Aᵀ + λ I)⁻¹ y</c>: a matrix with one row a sample.</summary>
    Dual,
}
