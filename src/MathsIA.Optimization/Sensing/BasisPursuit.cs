using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>Basis pursuit: the solution of an underdetermined system with the smallest l1 norm, <c>min ‖x‖₁ subject to A x = y</c>.</summary>
/// <remarks>
/// <para>By Douglas-Rachford splitting between the norm and the affine set, which is factored once. Every answer carries a certificate: a q with
/// <c>‖Aᵀq‖_∞ ≤ 1</c> proves that no solution has a norm below <c>⟨q, y⟩</c>, and the gap is what lies between. With noise in the data use
/// <see cref="BasisPursuitDenoising"/>; to see when the sparsest vector is found, <see cref="RecoveryCriteria"/> and <see cref="PhaseTransition"/>.</para>
/// <para>Source: Chen, Donoho, Saunders, "Atomic decomposition by basis pursuit", SIAM J. Sci. Comput. 20(1), 1998.</para>
/// <example><code>
/// Solution&lt;double&gt; s = BasisPursuit.Solve(a, y);
/// Console.WriteLine(s);   // Converged after 164 iterations: objective 17, residual 9e-09, gap 2e-09
/// </code></example>
/// </remarks>
public static partial class BasisPursuit
{
    private const string Operation = nameof(BasisPursuit);

    /// <summary>Finds the solution of <c>A x = y</c> with the smallest l1 norm.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The matrix A: [m, n].</param>
    /// <param name="measurements">The data y: [m].</param>
    /// <param name="method">The splitting; Douglas-Rachford with a step of the size of the largest entry of the least-norm solution when null.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="context">Threads of the factorization; all cores when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point, its l1 norm as the objective, the dual vector q, of shape [m], and the gap <c>‖x‖₁ − ⟨q, y⟩</c>.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A is not a matrix or empty, or y does not have a number for each row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    /// <exception cref="ArgumentException">The system has no solution.</exception>
    public static Solution<T> Solve<T>(Tensor<T> sensing, Tensor<T> measurements, ISplittingMethod? method = null, MinimizeOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(sensing, 2, Operation);
        var set = new AffineSet<T>(sensing, measurements, context);
        Tensor<T> start = Tensor.Zeros<T>(sensing.Shape[1]);
        set.Prox(start.AsSpan(), T.One, start.AsSpan());
        if (method is null)
        {
            double size = double.CreateChecked(start.Norm(double.PositiveInfinity));
            method = new DouglasRachford { StepSize = size > 0 ? size : 1 };
        }

        Solution<T> solution = Minimize.Run(set, new L1Norm<T>(), method, start, options, cancellationToken);
        T objective = solution.Value.Norm(1);
        (Tensor<T> dual, T bound) = L1Certificate.Of(sensing, measurements, solution.Dual, T.Zero, context);
        return solution with { Objective = objective, Dual = dual, Gap = T.Max(T.Zero, objective - bound) };
    }
}
