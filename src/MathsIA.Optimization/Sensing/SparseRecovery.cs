using System.Numerics;
using MathsIA.Execution;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Finds sparse solutions of underdetermined systems: one front door for every method.</summary>
/// <remarks>
/// <para>The default tolerance of <see cref="MinimizeOptions.Tolerance"/> is taken relative to <c>‖y‖</c>. Not explaining the measurements is a
/// <see cref="Status"/>; the best point comes back whatever ended the run.</para>
/// <example><code>
/// SparseSolution&lt;double&gt; s = SparseRecovery.Run(a, y, new OrthogonalMatchingPursuit(sparsity: 20));
/// Console.WriteLine(s);   // Converged after 20 iterations: 20 non-zeros, relative residual 4e-16
/// </code></example>
/// </remarks>
public static class SparseRecovery
{
    /// <summary>Recovers a sparse vector from measurements through a matrix.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The matrix A: [m, n], its columns the atoms; any strides. Shared, not copied, where a side is contiguous.</param>
    /// <param name="measurements">The data y: [m].</param>
    /// <param name="method">How.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="context">Threads for the products with A; all cores when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The vector found.</returns>
    /// <exception cref="ArgumentNullException">A tensor or the method is null.</exception>
    /// <exception cref="ShapeMismatchException">A is not a matrix or empty, or y does not have a number for each row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sparsity exceeds a side of A, or an element is not finite.</exception>
    public static SparseSolution<T> Run<T>(Tensor<T> sensing, Tensor<T> measurements, ISparseRecoveryMethod method, MinimizeOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(Atoms(sensing, context), measurements, method, options, cancellationToken);

    /// <summary>Recovers a sparse vector from measurements through a linear operator.</summary>
    /// <remarks>Methods that fit a support form its atoms one by one, by applying the operator to unit vectors.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The operator A.</param>
    /// <param name="measurements">The data y, of the shape of the operator's range.</param>
    /// <param name="method">How.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The vector found.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The data do not have the shape of the operator's range, or the operator is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sparsity exceeds a side of the operator, or an element is not finite.</exception>
    public static SparseSolution<T> Run<T>(ILinearOperator<T> sensing, Tensor<T> measurements, ISparseRecoveryMethod method, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        options ??= new MinimizeOptions();
        IIteration<T> iteration = method.Start(sensing, measurements);
        if (method.NaturalEnd is { } end)
            options = options with { MaxIterations = Math.Min(end, options.MaxIterations) };
        Solution<T> solution = Minimize.Run(iteration, options, cancellationToken);
        return new SparseSolution<T>
        {
            Value = solution.Value,
            Support = Support(solution.Value),
            ResidualNorm = T.Sqrt(solution.Objective + solution.Objective),
            RelativeResidual = solution.Residual,
            // A step that changes nothing is the fixed point that these methods converge to.
            Status = solution.Status == Status.Stalled ? Status.Converged : solution.Status,
            Iterations = solution.Iterations,
            Elapsed = solution.Elapsed,
            Trace = solution.Trace,
        };
    }

    /// <summary>Recovers many sparse vectors through one matrix, in parallel.</summary>
    /// <remarks>Each answer has the bits it would have alone on one thread, whatever the number of threads.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The matrix A: [m, n].</param>
    /// <param name="measurements">The data, one vector a row: [count, m].</param>
    /// <param name="method">How.</param>
    /// <param name="options">When to stop and what to record; the defaults when null. Progress is reported from several threads.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <param name="cancellationToken">Looked at before each step of each.</param>
    /// <returns>One answer a row.</returns>
    /// <exception cref="ArgumentNullException">A tensor or the method is null.</exception>
    /// <exception cref="ShapeMismatchException">A is not a matrix or empty, or the data do not have a column for each of its rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sparsity exceeds a side of A, or an element is not finite.</exception>
    public static IReadOnlyList<SparseSolution<T>> RunBatch<T>(Tensor<T> sensing, Tensor<T> measurements, ISparseRecoveryMethod method, MinimizeOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        MatrixAtoms<T> atoms = Atoms(sensing, ComputeContext.SingleThread);
        Guard.Rank(measurements, 2, nameof(SparseRecovery));
        if (measurements.Shape[1] != sensing.Shape[0])
            throw new ShapeMismatchException(nameof(SparseRecovery), $"measurements {measurements.Shape}, sensing {sensing.Shape}: each row of measurements must have {sensing.Shape[0]} elements.", nameof(measurements));
        Guard.Finite(measurements, nameof(SparseRecovery));
        var solutions = new SparseSolution<T>[measurements.Shape[0]];
        ParallelLoop.For(solutions.Length, i => solutions[i] = Run(atoms, measurements[i, ..].Contiguous(), method, options, cancellationToken), context);
        return solutions;
    }

    private static MatrixAtoms<T> Atoms<T>(Tensor<T> sensing, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(sensing, 2, nameof(SparseRecovery));
        if (sensing.IsEmpty)
            throw new ShapeMismatchException(nameof(SparseRecovery), $"sensing {sensing.Shape} has no row or no column.", nameof(sensing));
        SensingGuard.Finite(sensing, nameof(SparseRecovery));
        return new MatrixAtoms<T>(sensing, context);
    }

    private static int[] Support<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> values = x.AsSpan();
        var support = new List<int>();
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] != T.Zero)
                support.Add(i);
        }

        return [.. support];
    }
}
