namespace MathsIA.Optimization;

/// <summary>The constraints of a linear or quadratic program: <c>Ax = b</c>, <c>Gx ≤ h</c> and <c>l ≤ x ≤ u</c>, each of them optional.</summary>
/// <remarks>What is not given does not bind: unlike in some other packages variables are free, and not non-negative, until <see cref="Lower"/> says so.
/// Ends of bounds may be infinite. Rows may be redundant, and they may contradict each other: that is a status of the solution. Shapes and numbers are checked
/// when the program is made.</remarks>
public sealed record ProgramConstraints
{
    /// <summary>The matrix A of the equations: [p, n].</summary>
    public Tensor<double>? EqualityMatrix { get; init; }

    /// <summary>The right sides b of the equations: [p].</summary>
    public Tensor<double>? EqualityVector { get; init; }

    /// <summary>The matrix G of the inequalities: [m, n].</summary>
    public Tensor<double>? InequalityMatrix { get; init; }

    /// <summary>The right sides h of the inequalities: [m].</summary>
    public Tensor<double>? InequalityVector { get; init; }

    /// <summary>The lower bounds l, −∞ for none: [n].</summary>
    public Tensor<double>? Lower { get; init; }

    /// <summary>The upper bounds u, +∞ for none: [n].</summary>
    public Tensor<double>? Upper { get; init; }
}
