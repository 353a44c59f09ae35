namespace MathsIA.Optimization;

/// <summary>What a residual costs in a robust fit: a function <c>ρ</c> of its square that grows like the square near 0 and more slowly far away.</summary>
public enum RobustLoss
{
    /// <summary><c>ρ(z) = 2 (√(1 + z) − 1)</c>: a smooth absolute value. Convex in the residual; the mild choice.</summary>
    SoftL1,

    /// <summary><c>ρ(z) = z</c> up to 1, then <c>2 √z − 1</c>: squares for small residuals, absolute values for large ones. Convex in the residual.</summary>
    Huber,

    /// <summary><c>ρ(z) = ln(1 + z)</c>: far outliers cost hardly more than near ones. Not convex: the start matters.</summary>
    Cauchy,

    /// <summary><c>ρ(z) = arctan z</c>: no residual costs more than <c>π/2</c>. Not convex: the start matters.</summary>
    Arctangent,
}
