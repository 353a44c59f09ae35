namespace MathsIA.AutoDiff;

/// <summary>How the linear system of an implicit derivative is solved.</summary>
public enum ImplicitMethod
{
    /// <summary>Dense up to <see cref="ImplicitOptions.DenseLimit"/> unknowns; beyond, conjugate gradients for a minimum and GMRES otherwise.</summary>
    Automatic = 0,

    /// <summary>The Jacobian as a matrix, factored: n products, n² memory.</summary>
    Dense,

    /// <summary>Conjugate gradients on Jacobian-vector products, for a symmetric positive definite Jacobian: that of a minimum.</summary>
    ConjugateGradient,

    /// <summary>Restarted GMRES on Jacobian-vector products, for any Jacobian.</summary>
    Gmres,

    /// <summary>Neumann's series <c>w ← w + (b − A w)</c>, that is <c>w ← b + ∂F w</c> for a fixed point: nothing but the map itself, and as fast as
    /// the fixed-point iteration.</summary>
    FixedPoint,
}
