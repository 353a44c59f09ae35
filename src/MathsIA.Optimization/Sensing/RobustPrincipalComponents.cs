using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>Robust principal components: takes a matrix apart into one of low rank and gross errors in a few places,
/// <c>min ‖L‖_* + λ‖S‖₁ subject to L + S = M</c>.</summary>
/// <remarks>
/// <para>With <c>λ = 1/√max(m, n)</c>, the default, it separates the two exactly with high probability where L is not itself sparse, its rank is at most a constant
/// times <c>min(m, n)/log²</c>, and a constant fraction of places is wrong at random (Candès, Li, Ma, Wright, "Robust Principal Component Analysis?", J. ACM 58(3), 2011,
/// theorem 1.1).</para>
/// <para>By Douglas-Rachford splitting: one singular value decomposition a step, which is what allocates. The step is <c>4 mean|M|</c>.</para>
/// </remarks>
public static class RobustPrincipalComponents
{
    private const string Operation = nameof(RobustPrincipalComponents);

    /// <summary>Takes a matrix apart.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The matrix M: [m, n].</param>
    /// <param name="lambda">The weight λ of the sparse part, positive; <c>1/√max(m, n)</c> when null.</param>
    /// <param name="options">When to stop and what to record; 1000 steps to a relative tolerance of 1e-7 (float: 1e-4) when null. The tolerance is taken relative to
    /// <c>‖M‖_F</c>.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The two parts.</returns>
    /// <exception cref="ArgumentNullException">The matrix is null.</exception>
    /// <exception cref="ShapeMismatchException">The tensor is not a matrix, or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite, or an element is not finite.</exception>
    public static LowRankSplit<T> Solve<T>(Tensor<T> matrix, double? lambda = null, MinimizeOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(matrix, 2, Operation);
        if (matrix.IsEmpty)
            throw new ShapeMismatchException(Operation, $"the matrix {matrix.Shape} is empty.", nameof(matrix));
        double weight = lambda is { } given ? Guard.Positive(given, Operation, nameof(lambda)) : 1 / Math.Sqrt(Math.Max(matrix.Shape[0], matrix.Shape[1]));
        SensingGuard.Finite(matrix, Operation);
        int count = matrix.Length, rows = matrix.Shape[0], columns = matrix.Shape[1];
        T[] m = matrix.ToArray();
        double size = double.CreateChecked(Vectors.Norm<T>(m)), mean = double.CreateChecked(Tensor.From(m).Norm(1)) / count, step = mean > 0 ? 4 * mean : 1;
        double tolerance = options?.Tolerance ?? (typeof(T) == typeof(float) ? 1e-4 : 1e-7);
        // The residual of the splitting is a distance in the product space, times 1/γ where that is above 1.
        options = (options ?? new MinimizeOptions()) with { Tolerance = size > 0 ? tolerance * size * Math.Max(1, 1 / step) : 0 };

        var nuclear = new NuclearNorm<T>(1, rows, columns, context);
        var l1 = new L1Norm<T>(weight);
        Tensor<T> start = Tensor.Zeros<T>(2, rows, columns);
        matrix.CopyTo(start[0, .., ..]);
        Solution<T> solution = Minimize.Run(new SumConstraint<T>(m), new SeparableSum<T>((nuclear, count), (l1, count)), new DouglasRachford { StepSize = step }, start, options, cancellationToken);

        Tensor<T> dual = Feasible(solution.Dual!, rows, columns, weight, context);
        Tensor<T> low = solution.Value[0, .., ..].Clone(), sparse = solution.Value[1, .., ..].Clone();
        // One prox from the feasible point removes what is not of low rank or not sparse: at the solution it changes nothing.
        T gamma = T.CreateChecked(step);
        Vectors.AddScaled(low, gamma, dual, low);
        Vectors.AddScaled(sparse, gamma, dual, sparse);
        T objective = nuclear.Prox(low.AsSpan(), gamma, low.AsSpan()) + l1.Prox(sparse.AsSpan(), gamma, sparse.AsSpan());
        Tensor<T> rest = (matrix - low - sparse).Contiguous();
        return new LowRankSplit<T>
        {
            LowRank = low,
            Sparse = sparse,
            Rank = Matrix.Rank(low, context: context),
            NonZeros = sparse.AsSpan().Length - sparse.AsSpan().Count(T.Zero),
            Objective = objective,
            Dual = dual,
            Gap = T.Abs(objective - Vectors.Dot<T>(dual.AsSpan(), m)),
            RelativeResidual = size > 0 ? Vectors.Norm(rest) / T.CreateChecked(size) : T.Zero,
            Status = solution.Status,
            Iterations = solution.Iterations,
            Trace = solution.Trace,
        };
    }

    /// <summary>The mean of the two dual blocks, which are equal at a solution, shrunk into the dual's domain; of the sign that points along M.</summary>
    private static Tensor<T> Feasible<T>(Tensor<T> pair, int rows, int columns, double weight, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> both = pair.AsSpan();
        Tensor<T> dual = Tensor.Uninitialized<T>(rows, columns);
        Span<T> y = dual.AsSpan();
        // The dual belongs to the constraint; the subgradient of the norms is its opposite.
        T half = -T.One / (T.One + T.One);
        for (int i = 0; i < y.Length; i++)
            y[i] = half * (both[i] + both[i + y.Length]);
        T largest = T.Max(Matrix.SpectralNorm(dual, context), dual.Norm(double.PositiveInfinity) / T.CreateChecked(weight));
        if (largest > T.One)
            Vectors.Scale(y, T.One / largest);
        return dual;
    }
}
