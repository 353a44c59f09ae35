using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Basis pursuit from noisy data: <c>min ‖x‖₁ subject to ‖A x − y‖₂ ≤ ε</c>.</summary>
/// <remarks>
/// <para>By the primal-dual method of Chambolle and Pock: only products with A are needed. A dual vector q with <c>‖A*q‖_∞ ≤ 1</c> is the certificate: no feasible point
/// has a norm below <c>⟨q, y⟩ − ε‖q‖</c>. Where no point comes within ε of the data, the status is <see cref="Status.Infeasible"/>. For ε = 0 use
/// <see cref="BasisPursuit"/>; for a penalty in place of the constraint, <see cref="Lasso"/>.</para>
/// </remarks>
public static class BasisPursuitDenoising
{
    private const string Operation = nameof(BasisPursuitDenoising);

    /// <summary>Finds the vector of smallest l1 norm that explains the data to within a radius.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The matrix A: [m, n].</param>
    /// <param name="measurements">The data y: [m].</param>
    /// <param name="radius">The radius ε, at least 0: about <c>σ√m</c> for noise of deviation σ.</param>
    /// <param name="method">The method; Chambolle-Pock when null, its steps balanced while it runs.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point, its l1 norm as the objective, the dual vector q, of shape [m], and the gap. The residual is the method's.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A is not a matrix or empty, or y does not have a number for each row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative or not finite, or an element is not finite.</exception>
    public static Solution<T> Solve<T>(Tensor<T> sensing, Tensor<T> measurements, double radius, IPrimalDualMethod? method = null, MinimizeOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T epsilon = T.CreateChecked(Guard.NonNegative(radius, Operation));
        Guard.Rank(sensing, 2, Operation);
        if (sensing.IsEmpty)
            throw new ShapeMismatchException(Operation, $"sensing {sensing.Shape} has no row or no column.", nameof(sensing));
        SensingGuard.Finite(sensing, Operation);
        var atoms = new MatrixAtoms<T>(sensing, context);
        SensingGuard.Problem(atoms, measurements, Operation);
        Composition<T> data = new L2Ball<T>(radius, measurements).Compose(atoms);
        Solution<T> solution = Minimize.Run(new L1Norm<T>(), data, method ?? new ChambollePock { Steps = PrimalDualSteps.Balanced }, Tensor.Zeros<T>(sensing.Shape[1]), options, cancellationToken);
        T objective = solution.Value.Norm(1);
        (Tensor<T> dual, T bound) = L1Certificate.Feasible(sensing, measurements, solution.Dual!, epsilon, context);
        bool infeasible = solution.Status is Status.IterationLimit or Status.Stalled && L1Certificate.Distance(sensing, measurements, context) > epsilon * T.CreateChecked(1.001);
        return solution with { Objective = objective, Dual = dual, Gap = T.Max(T.Zero, objective - bound), Status = infeasible ? Status.Infeasible : solution.Status };
    }
}
