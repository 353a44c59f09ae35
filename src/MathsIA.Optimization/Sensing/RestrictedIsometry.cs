using System.Numerics;
using MathsIA.Execution;
using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>The restricted isometry constants of a matrix: exact for small sizes, and a lower bound by random supports for any.</summary>
/// <remarks>Computing them is NP-hard; no random sample can certify an upper bound. <c>δ_{2k} &lt; 1/√2</c> makes l1 minimization recover every k-sparse vector
/// (Cai and Zhang, "Sparse Representation of a Polytope and Recovery of Sparse Signals and Low-Rank Matrices", IEEE Trans. Inf. Theory 60(1), 2014).</remarks>
public static class RestrictedIsometry
{
    private const string Operation = nameof(RestrictedIsometry);

    /// <summary>Supports that one task looks at.</summary>
    private const int TaskSupports = 256;

    /// <summary>The most supports that are enumerated.</summary>
    public const long MostSupports = 10_000_000;

    /// <summary>The constants over every support of k columns: C(n, k) eigenvalue problems of order k.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The matrix [m, n].</param>
    /// <param name="sparsity">The number k of columns, from 1 to n.</param>
    /// <param name="context">Threads; all cores when null. The bits do not depend on it.</param>
    /// <param name="cancellationToken">Looked at between supports.</param>
    /// <returns>The constants.</returns>
    /// <exception cref="ArgumentNullException">The matrix is null.</exception>
    /// <exception cref="ShapeMismatchException">The tensor is not a matrix, or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sparsity is outside its range, there are more than <see cref="MostSupports"/> supports, or an element is not finite.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled: a part of the supports bounds nothing from above.</exception>
    public static IsometryConstants<T> Exact<T>(Tensor<T> sensing, int sparsity, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> gram = Gram(sensing, sparsity, context);
        int n = gram.Shape[0];
        long supports = Combinations.Count(n, sparsity, MostSupports);
        if (supports > MostSupports)
            throw new ArgumentOutOfRangeException(nameof(sparsity), sparsity, $"{Operation}: sensing {sensing.Shape} has more than {MostSupports} supports of this size; use {nameof(MonteCarlo)}.");
        int tasks = (int)((supports + TaskSupports - 1) / TaskSupports);
        var found = new IsometryConstants<T>[tasks];
        ParallelLoop.For(tasks, task =>
        {
            var support = new int[sparsity];
            Combinations.Unrank((long)task * TaskSupports, n, support);
            var constants = new IsometryConstants<T>(T.NegativeInfinity, T.NegativeInfinity);
            long count = Math.Min(TaskSupports, supports - ((long)task * TaskSupports));
            for (long i = 0; i < count; i++, Combinations.Advance(n, support))
            {
                cancellationToken.ThrowIfCancellationRequested();
                constants = Join(constants, Extremes(Eigenvalues(gram, support)));
            }

            found[task] = constants;
        }, context);
        return found.Aggregate(Join);
    }

    /// <summary>The constants over random supports: each a lower bound of the true one.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The matrix [m, n].</param>
    /// <param name="sparsity">The number k of columns, from 1 to n.</param>
    /// <param name="trials">How many supports are drawn, at least 1.</param>
    /// <param name="random">Where supports come from; trial i uses its sub-stream i, so that more trials only ever raise the answer.</param>
    /// <param name="context">Threads; all cores when null. The bits do not depend on it.</param>
    /// <param name="cancellationToken">Looked at between supports.</param>
    /// <returns>The constants seen.</returns>
    /// <exception cref="ArgumentNullException">The matrix or the generator is null.</exception>
    /// <exception cref="ShapeMismatchException">The tensor is not a matrix, or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sparsity or the number of trials is outside its range, or an element is not finite.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IsometryConstants<T> MonteCarlo<T>(Tensor<T> sensing, int sparsity, int trials, Philox random, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> values = SampleEigenvalues(sensing, sparsity, trials, random, context, cancellationToken);
        var constants = new IsometryConstants<T>(T.NegativeInfinity, T.NegativeInfinity);
        for (int i = 0; i < trials; i++)
            constants = Join(constants, Extremes(values[i, ..].ToArray()));
        return constants;
    }

    /// <summary>The eigenvalues of <c>A_SᵀA_S</c> for random supports S: what <see cref="MarchenkoPastur"/> describes for Gaussian matrices.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The matrix [m, n].</param>
    /// <param name="sparsity">The number k of columns, from 1 to n.</param>
    /// <param name="trials">How many supports are drawn, at least 1.</param>
    /// <param name="random">Where supports come from; trial i uses its sub-stream i.</param>
    /// <param name="context">Threads; all cores when null. The bits do not depend on it.</param>
    /// <param name="cancellationToken">Looked at between supports.</param>
    /// <returns>The eigenvalues, one support a row: [trials, k].</returns>
    /// <exception cref="ArgumentNullException">The matrix or the generator is null.</exception>
    /// <exception cref="ShapeMismatchException">The tensor is not a matrix, or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sparsity or the number of trials is outside its range, or an element is not finite.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Tensor<T> SampleEigenvalues<T>(Tensor<T> sensing, int sparsity, int trials, Philox random, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.AtLeastOne(trials, Operation);
        Tensor<T> gram = Gram(sensing, sparsity, context);
        Tensor<T> values = Tensor.Uninitialized<T>(trials, sparsity);
        ParallelLoop.For(trials, trial =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] support = random.Split(trial).Choice(gram.Shape[0], sparsity).ToArray();
            Eigenvalues(gram, support).CopyTo(values.AsSpan().Slice(trial * sparsity, sparsity));
        }, context);
        return values;
    }

    private static T[] Eigenvalues<T>(Tensor<T> gram, ReadOnlySpan<int> support) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> part = Tensor.Uninitialized<T>(support.Length, support.Length);
        for (int i = 0; i < support.Length; i++)
        {
            for (int j = 0; j < support.Length; j++)
                part[i, j] = gram[support[i], support[j]];
        }

        return Matrix.SymmetricEigenvalues(part, ComputeContext.SingleThread).ToArray();
    }

    private static IsometryConstants<T> Extremes<T>(T[] eigenvalues) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(T.One - eigenvalues.Min(), eigenvalues.Max() - T.One);

    private static IsometryConstants<T> Join<T>(IsometryConstants<T> left, IsometryConstants<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(T.Max(left.Lower, right.Lower), T.Max(left.Upper, right.Upper));

    private static Tensor<T> Gram<T>(Tensor<T> sensing, int sparsity, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(sensing, 2, Operation);
        if (sensing.IsEmpty)
            throw new ShapeMismatchException(Operation, $"sensing {sensing.Shape} has no row or no column.", nameof(sensing));
        if (sparsity < 1 || sparsity > sensing.Shape[1])
            throw new ArgumentOutOfRangeException(nameof(sparsity), sparsity, $"{Operation}: sensing {sensing.Shape} has 1 to {sensing.Shape[1]} columns to choose.");
        SensingGuard.Finite(sensing, Operation);
        return sensing.Transpose().MatMul(sensing, context);
    }
}
