namespace MathsIA.Optimization;

/// <summary>A linear program, <c>min ⟨c, x⟩</c> subject to <c>Ax = b</c>, <c>Gx ≤ h</c>, <c>l ≤ x ≤ u</c>, small and dense.</summary>
/// <remarks>
/// <para>Solved by a primal-dual interior point method on the homogeneous embedding, with Mehrotra's predictor and corrector: one factorization of order n + p a step, 10
/// to 30 steps. The embedding always has a solution, so an infeasible or unbounded program is recognized by the same run, with a certificate. A degenerate program is
/// solved too; among several solutions it gives one inside the optimal face. Xu, Hung and Ye 1996; Andersen and Ye 1999; Mehrotra 1992; Goulart and Chen 2024.</para>
/// <para>In <c>double</c>: the systems of an interior point method are as ill conditioned as their accuracy asks.</para>
/// </remarks>
public sealed class LinearProgram
{
    private readonly DenseProgram _program;

    /// <summary>Creates the program. The data are copied.</summary>
    /// <param name="cost">The cost c: [n].</param>
    /// <param name="constraints">The constraints; none when null.</param>
    /// <exception cref="ArgumentNullException">The cost is null.</exception>
    /// <exception cref="ArgumentException">A matrix is given without its right sides, or the reverse.</exception>
    /// <exception cref="ShapeMismatchException">A shape does not fit the others, or the cost is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite (bounds: is NaN, or an infinity of the wrong sign).</exception>
    public LinearProgram(Tensor<double> cost, ProgramConstraints? constraints = null) =>
        _program = DenseProgram.Create(null, cost, constraints ?? new ProgramConstraints(), nameof(LinearProgram));

    /// <summary>Solves the program.</summary>
    /// <param name="options">When to stop and what to record: a tolerance of 1e-9 by default, relative to the size of the terms, for both residuals and the
    /// gap; at most 200 steps unless more are asked for.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The solution with its certificate.</returns>
    public ProgramSolution Solve(MinimizeOptions? options = null, CancellationToken cancellationToken = default) =>
        HomogeneousSolver.Solve(_program, options, cancellationToken);
}
