using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The interior point method for <c>min f(x)</c> subject to <c>Ax ≤ b</c>: Newton's method on <c>f(x) − (1/t) Σ log(b − Ax)</c> for growing t, each t started from the
/// solution of the last.</summary>
/// <remarks>
/// <para>Each step is one Newton step with backtracking; when the decrement <c>⟨∇, H⁻¹∇⟩</c> is below <see cref="CentringTolerance"/>, the point is on the central path, and t grows by
/// <see cref="Growth"/>. There <c>f(x) − f* ≤ m/t</c> for convex f, with <c>λ = 1/(t(b − Ax))</c> as dual point. The Hessian is formed, by n products, and factored: n³/3
/// operations a step. Boyd and Vandenberghe 2004, sections 11.2 and 11.3.</para>
/// <para>The residual is <c>m/t</c> plus the decrement, so the tolerance is on the objective. The gap compares the objective with the best lower bound
/// <c>f(x) − m/t</c> of the central points so far; null before the first. <see cref="LinearProgram"/> and <see cref="QuadraticProgram"/> are faster on such objectives, and need no
/// start.</para>
/// </remarks>
public sealed record LogBarrier
{
    private const string Method = nameof(LogBarrier);

    /// <summary>The first t, positive. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double InitialParameter
    {
        get;
        init => field = Guard.Positive(value, Method);
    } = 1;

    /// <summary>The factor of t from one central point to the next, above 1. By default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 1 and finite.</exception>
    public double Growth
    {
        get;
        init => field = double.IsFinite(value) && value > 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{Method}: the growth must be above 1 and finite.");
    } = 10;

    /// <summary>The decrement below which a point counts as central, positive. By default 1e-6, and never above <c>m/(10t)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double CentringTolerance
    {
        get;
        init => field = Guard.Positive(value, Method);
    } = 1e-6;

    /// <summary>The fraction of the promised decrease that a step must bring, in (0, 1/2). By default 0.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1/2).</exception>
    public double SufficientDecrease
    {
        get;
        init => field = SplittingGuard.InOpenInterval(value, 0.5, Method);
    } = 0.3;

    /// <summary>The factor of each backtrack, in (0, 1). By default 0.7.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1).</exception>
    public double Backtrack
    {
        get;
        init => field = SplittingGuard.InOpenInterval(value, 1, Method);
    } = 0.7;

    /// <summary>Starts the method.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function f, twice differentiable and convex, of a vector: [n].</param>
    /// <param name="matrix">The matrix A: [m, n].</param>
    /// <param name="limits">The right sides b: [m].</param>
    /// <param name="x0">The start, with <c>Ax &lt; b</c>: [n]. It is copied. <see cref="FindInterior"/> makes one.</param>
    /// <returns>The running method.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The start does not lie strictly inside.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the constraints is not finite.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public LogBarrierIteration<T> Start<T>(ITwiceDifferentiable<T> function, Tensor<T> matrix, Tensor<T> limits, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        Guard.Rank(x0, 1, Method);
        Guard.Rank(matrix, 2, Method);
        Guard.Shape(matrix, new Shape(matrix.Shape[0], x0.Length), Method);
        Guard.Shape(limits, new Shape(matrix.Shape[0]), Method);
        Guard.Finite(matrix, Method);
        Guard.Finite(limits, Method);
        if (matrix.IsEmpty)
            throw new ShapeMismatchException(Method, $"the matrix {matrix.Shape} is empty.", nameof(matrix));
        return new LogBarrierIteration<T>(function, matrix, limits, x0, this);
    }

    /// <summary>Minimizes, with the library's loop.</summary>
    /// <inheritdoc cref="Start{T}"/>
    /// <param name="function">The function f, twice differentiable and convex, of a vector: [n].</param>
    /// <param name="matrix">The matrix A: [m, n].</param>
    /// <param name="limits">The right sides b: [m].</param>
    /// <param name="x0">The start, with <c>Ax &lt; b</c>: [n].</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point found, and how good it is.</returns>
    public Solution<T> Minimize<T>(ITwiceDifferentiable<T> function, Tensor<T> matrix, Tensor<T> limits, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Optimization.Minimize.Run(Start(function, matrix, limits, x0), options, cancellationToken);

    /// <summary>A point far inside <c>Ax ≤ b</c>: it maximizes the smallest slack, each row in its own length, up to a slack of 1, by a linear program.</summary>
    /// <param name="matrix">The matrix A: [m, n].</param>
    /// <param name="limits">The right sides b: [m].</param>
    /// <returns>The point; null when there is no point strictly inside.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not fit each other.</exception>
    public static Tensor<double>? FindInterior(Tensor<double> matrix, Tensor<double> limits)
    {
        Guard.Rank(matrix, 2, Method);
        Guard.Shape(limits, new Shape(matrix.Shape[0]), Method);
        int m = matrix.Shape[0], n = matrix.Shape[1];
        Tensor<double> widened = Tensor.Zeros<double>(m, n + 1), cost = Tensor.Zeros<double>(n + 1), upper = Tensor.Full([n + 1], double.PositiveInfinity);
        double[] elements = matrix.ToArray();
        for (int i = 0; i < m; i++)
        {
            ReadOnlySpan<double> row = elements.AsSpan(i * n, n);
            row.CopyTo(widened.AsSpan().Slice(i * (n + 1), n));
            widened.AsSpan()[(i * (n + 1)) + n] = Math.Max(1e-300, Vectors.Norm(row));
        }

        cost.AsSpan()[n] = -1;
        upper.AsSpan()[n] = 1;
        ProgramSolution solution = new LinearProgram(cost, new ProgramConstraints { InequalityMatrix = widened, InequalityVector = limits, Upper = upper }).Solve();
        return solution.Status == Status.Converged && solution.Value.AsSpan()[n] > 1e-8 ? Tensor.CopyOf<double>(solution.Value.AsSpan()[..n], n) : null;
    }
}
