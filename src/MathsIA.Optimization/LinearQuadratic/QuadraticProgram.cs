namespace MathsIA.Optimization;

/// <summary>A convex quadratic program, <c>min ½⟨x, Qx⟩ + ⟨c, x⟩</c> subject to <c>Ax = b</c>, <c>Gx ≤ h</c>, <c>l ≤ x ≤ u</c>, small and dense.</summary>
/// <remarks>As <see cref="LinearProgram"/>, by the homogeneous embedding for quadratic objectives.</remarks>
public sealed class QuadraticProgram
{
    private readonly DenseProgram _program;

    /// <summary>Creates the program. The data are copied.</summary>
    /// <param name="quadratic">The matrix Q, symmetric and positive semi-definite: [n, n].</param>
    /// <param name="cost">The cost c: [n].</param>
    /// <param name="constraints">The constraints; none when null.</param>
    /// <exception cref="ArgumentNullException">The matrix or the cost is null.</exception>
    /// <exception cref="ArgumentException">The matrix is not symmetric, or has an eigenvalue below 0 by more than rounding: the program is not convex. Or a matrix is
    /// given without its right sides, or the reverse.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit the others, or the cost is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite (bounds: is NaN, or an infinity of the wrong sign).</exception>
    public QuadraticProgram(Tensor<double> quadratic, Tensor<double> cost, ProgramConstraints? constraints = null)
    {
        ArgumentNullException.ThrowIfNull(quadratic);
        _program = DenseProgram.Create(quadratic, cost, constraints ?? new ProgramConstraints(), nameof(QuadraticProgram));
    }

    /// <inheritdoc cref="LinearProgram.Solve"/>
    public ProgramSolution Solve(MinimizeOptions? options = null, CancellationToken cancellationToken = default) =>
        HomogeneousSolver.Solve(_program, options, cancellationToken);
}
