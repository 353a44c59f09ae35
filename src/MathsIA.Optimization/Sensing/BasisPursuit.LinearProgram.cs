namespace MathsIA.Optimization;

public static partial class BasisPursuit
{
    /// <summary>Finds the same by a linear program, <c>min Σ(u + v)</c> subject to <c>A(u − v) = y</c> and <c>u, v ≥ 0</c>, with an interior point method.</summary>
    /// <remarks>Ten to thirty factorizations of order 2n + m to nine digits, whatever the vector; the splitting is faster where the recovery is easy, or n beyond a few hundred.
    /// A system without solution is recognized, with <see cref="Status.Infeasible"/>.</remarks>
    /// <param name="sensing">The matrix A: [m, n].</param>
    /// <param name="measurements">The data y: [m].</param>
    /// <param name="options">When to stop and what to record; a tolerance of 1e-9 when null.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point, its l1 norm as the objective, the dual vector q, of shape [m], and the gap <c>‖x‖₁ − ⟨q, y⟩</c>; the residual is the largest violation of an equation.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A is not a matrix or empty, or y does not have a number for each row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public static Solution<double> SolveByLinearProgram(Tensor<double> sensing, Tensor<double> measurements, MinimizeOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
    {
        Guard.Rank(sensing, 2, Operation);
        if (sensing.IsEmpty)
            throw new ShapeMismatchException(Operation, $"sensing {sensing.Shape} has no row or no column.", nameof(sensing));
        SensingGuard.Finite(sensing, Operation);
        SensingGuard.Problem(new MatrixAtoms<double>(sensing, context), measurements, Operation);
        int n = sensing.Shape[1];
        var program = new LinearProgram(Tensor.Ones<double>(2 * n), new ProgramConstraints
        {
            EqualityMatrix = Tensor.Concatenate(1, sensing, -sensing),
            EqualityVector = measurements,
            Lower = Tensor.Zeros<double>(2 * n),
        });
        ProgramSolution solution = program.Solve(options, cancellationToken);
        Tensor<double> x = solution.Value[..n] - solution.Value[n..];
        double objective = x.Norm(1);
        (Tensor<double> dual, double bound) = L1Certificate.Feasible(sensing, measurements, solution.EqualityMultipliers, 0, context);
        // Equations that contradict each other end the interior point method without a proof: least squares has one.
        bool infeasible = solution.Status is Status.Stalled or Status.IterationLimit && L1Certificate.Distance(sensing, measurements, context) > 1e-8 * Vectors.Norm(measurements);
        return new Solution<double>
        {
            Value = x,
            Objective = objective,
            Residual = solution.PrimalResidual,
            Gap = Math.Max(0, objective - bound),
            Dual = dual,
            Status = infeasible ? Status.Infeasible : solution.Status,
            Iterations = solution.Iterations,
            Elapsed = solution.Elapsed,
            Trace = solution.Trace,
        };
    }
}
