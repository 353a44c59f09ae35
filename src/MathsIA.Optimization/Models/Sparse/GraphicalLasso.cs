using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>The graphical Lasso, <c>min_{Θ ≻ 0} −log det Θ + tr(S Θ) + λ Σ_{i≠j} |Θ_ij|</c>: a sparse inverse of a covariance matrix.</summary>
/// <remarks>Block coordinate descent on the dual, <c>max log det W + p</c> over <c>|W_ij − S_ij| ≤ λ</c>: each column of W is a Lasso with the Gram matrix
/// of the other columns, solved by the same descent as the Gram models of the engine. Friedman, Hastie and Tibshirani, Biostatistics 9, 2008;
/// Banerjee, El Ghaoui and d'Aspremont, JMLR 9, 2008 for the dual.</remarks>
public static unsafe class GraphicalLasso
{
    private const string Operation = "GraphicalLasso.Fit";

    /// <summary>The sparse precision for one weight.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="covariance">The empirical covariance S, symmetric with a positive diagonal: [p, p].</param>
    /// <param name="lambda">The weight λ, positive.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <param name="cancellationToken">Ends the estimation between sweeps; the best certified point is the answer.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException">The covariance is null.</exception>
    /// <exception cref="ShapeMismatchException">The covariance is not square, or is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite, or an element is not finite.</exception>
    /// <exception cref="ArgumentException">The covariance is not symmetric, or its diagonal not positive.</exception>
    public static GraphicalLassoModel<T> Fit<T>(Tensor<T> covariance, double lambda, GraphicalLassoOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(covariance, 2, Operation);
        int p = covariance.Shape[0];
        if (p == 0 || covariance.Shape[1] != p)
            throw new ShapeMismatchException(Operation, $"the covariance {covariance.Shape} is not a square matrix.", nameof(covariance));
        Guard.Finite(covariance, Operation);
        T weight = T.CreateChecked(Guard.Positive(lambda, Operation));
        options ??= new GraphicalLassoOptions();
        Tensor<T> s = covariance.Clone();
        Check(s);
        T diagonal = options.PenalizesDiagonal ? weight : T.Zero;
        T target = T.CreateChecked(options.Tolerance * p);
        Tensor<T> w = s.Clone(), beta = Tensor.Zeros<T>(p, p);
        for (int j = 0; j < p; j++)
        {
            w[j, j] += diagonal;
            // A start well inside: the least coordinate of a nearly singular covariance would else not be positive definite.
            for (int i = 0; i < p; i++)
                w[i, j] = i == j ? w[i, j] : T.CopySign(T.Max(T.Zero, T.Abs(w[i, j]) - weight), w[i, j]);
        }

        using var gram = new GramModel<T>();
        gram.Reserve(p);
        int[] members = [.. Enumerable.Range(0, Math.Max(0, p - 1))];
        Tensor<T> theta = Tensor.Zeros<T>(p, p), precision = Tensor.Zeros<T>(p, p), covered = Tensor.Zeros<T>(p, p);
        using var factor = new Workspace<T>((long)p * p);
        (T Objective, T Gap) best = (T.PositiveInfinity, T.PositiveInfinity);
        for (int sweep = 0; ; sweep++)
        {
            (T Objective, T Gap) now = Certify(s, w, beta, weight, diagonal, theta, factor.Data, context);
            if (sweep == 0 || !(now.Gap >= best.Gap))
            {
                best = now;
                theta.CopyTo(precision);
                w.CopyTo(covered);
            }

            Status? status = best.Gap <= target ? Status.Converged : cancellationToken.IsCancellationRequested ? Status.Cancelled : sweep >= options.MaxIterations ? Status.IterationLimit : null;
            if (status is { } ended)
            {
                return new GraphicalLassoModel<T>
                {
                    Precision = precision,
                    Covariance = covered,
                    Lambda = lambda,
                    Objective = best.Objective,
                    Gap = best.Gap,
                    Status = ended,
                    Iterations = sweep,
                };
            }

            for (int j = 0; j < p && p > 1; j++)
                SolveColumn(j, s, w, beta, gram, members, new L1Penalty<T>(weight), cancellationToken);
        }
    }

    /// <summary>Solves for one column: <c>½ βᵀW₁₁β − s₁₂ᵀβ + λ ‖β‖₁</c>, then <c>w₁₂ = W₁₁ β</c>.</summary>
    private static void SolveColumn<T>(int column, Tensor<T> s, Tensor<T> w, Tensor<T> beta, GramModel<T> gram, int[] members, L1Penalty<T> penalty, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int p = s.Shape[0];
        gram.Cover(p - 1);
        for (int i = 0, a = 0; i < p; i++)
        {
            if (i == column)
                continue;
            T* row = gram.Matrix + ((long)a * gram.Stride);
            T slope = s[i, column];
            for (int j = 0, b = 0; j < p; j++)
            {
                if (j == column)
                    continue;
                row[b++] = w[i, j];
                slope -= w[i, j] * beta[column, j];
            }

            gram.Coefficients[a] = beta[column, i];
            gram.Slopes[a++] = slope;
        }

        T square = s[column, column];
        gram.Descend(members, penalty, square, T.CreateChecked(16) * Vectors.Epsilon<T>() * square, 10_000, cancellationToken);
        for (int i = 0, a = 0; i < p; i++)
        {
            if (i == column)
                continue;
            beta[column, i] = gram.Coefficients[a];
            // The slope is s − W β; the box of the dual holds it to λ.
            w[i, column] = w[column, i] = s[i, column] - T.Clamp(gram.Slopes[a++], -penalty.Limit(0), penalty.Limit(0));
        }
    }

    /// <summary>Writes the precision that belongs to W, and gives its objective and the gap between the two.</summary>
    private static (T Objective, T Gap) Certify<T>(Tensor<T> s, Tensor<T> w, Tensor<T> beta, T weight, T diagonal, Tensor<T> theta, T* factor, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int p = s.Shape[0];
        for (int j = 0; j < p; j++)
        {
            T rest = w[j, j];
            for (int i = 0; i < p; i++)
                rest -= i == j ? T.Zero : w[i, j] * beta[j, i];
            theta[j, j] = T.One / rest;
        }

        T objective = T.Zero, two = T.CreateChecked(2);
        for (int j = 0; j < p; j++)
        {
            for (int i = 0; i < j; i++)
            {
                bool isZero = beta[j, i] == T.Zero || beta[i, j] == T.Zero;
                theta[i, j] = theta[j, i] = isZero ? T.Zero : -((beta[j, i] * theta[j, j]) + (beta[i, j] * theta[i, i])) / two;
                objective += two * ((s[i, j] * theta[i, j]) + (weight * T.Abs(theta[i, j])));
            }

            objective += (s[j, j] + diagonal) * theta[j, j];
        }

        bool isPrimal = TryLogDeterminant(theta, factor, context, out T primalLog), isDual = TryLogDeterminant(w, factor, context, out T dualLog);
        objective -= primalLog;
        return (isPrimal ? objective : T.PositiveInfinity, isPrimal && isDual ? Gap(s, w, theta, weight, primalLog + dualLog, factor, context) : T.PositiveInfinity);
    }

    /// <summary>The gap as a sum of terms that are each at least 0, so that small ones have digits:
    /// <c>tr(WΘ) − log det WΘ − p</c>, and <c>λ |θ| − (w − s) θ</c> of each entry beside the diagonal.</summary>
    private static T Gap<T>(Tensor<T> s, Tensor<T> w, Tensor<T> theta, T weight, T logarithm, T* product, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int p = s.Shape[0];
        var e = new MatrixView<T>(product, p, p);
        fixed (T* a = w.AsSpan(), b = theta.AsSpan())
            Gemm.Run(T.One, new MatrixView<T>(a, p, p), new MatrixView<T>(b, p, p), T.Zero, e, context);
        T trace = T.Zero, squares = T.Zero, penalties = T.Zero, rounding = T.CreateChecked(8) * Vectors.Epsilon<T>();
        for (int j = 0; j < p; j++)
        {
            e[j, j] -= T.One;
            trace += e[j, j];
            squares += e[j, j] * e[j, j];
            for (int i = 0; i < j; i++)
            {
                squares += (e[i, j] * e[j, i]) + (e[i, j] * e[j, i]);
                // What the subtraction of s leaves of λ is rounding where the entry is at its limit.
                T rest = weight - (T.CopySign(T.One, theta[i, j]) * (w[i, j] - s[i, j]));
                if (rest > rounding * (T.Abs(s[i, j]) + weight))
                    penalties += (T.One + T.One) * rest * T.Abs(theta[i, j]);
            }
        }

        // With the eigenvalues 1 + eₖ of WΘ, Σ eₖ − log(1 + eₖ) is at most Σ eₖ²/(2 (1 − max |e|)), which needs no logarithm.
        T size = T.Sqrt(T.Max(T.Zero, squares)), two = T.One + T.One;
        return penalties + (size < T.CreateChecked(1e-3) ? T.Max(T.Zero, squares) / (two * (T.One - size)) : T.Max(T.Zero, trace - logarithm));
    }

    /// <summary>The logarithm of the determinant by Cholesky's factor; false where the matrix is not positive definite.</summary>
    private static bool TryLogDeterminant<T>(Tensor<T> matrix, T* factor, ComputeContext? context, out T value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int p = matrix.Shape[0];
        matrix.AsSpan().CopyTo(new Span<T>(factor, p * p));
        value = T.Zero;
        if (CholeskyKernel.Factor(new MatrixView<T>(factor, p, p), context) >= 0)
            return false;
        for (int i = 0; i < p; i++)
            value += T.Log(factor[((long)i * p) + i]);
        value += value;
        return true;
    }

    private static void Check<T>(Tensor<T> covariance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T rounding = T.Sqrt(Vectors.Epsilon<T>());
        for (int j = 0; j < covariance.Shape[0]; j++)
        {
            if (!(covariance[j, j] > T.Zero))
                throw new ArgumentException($"{Operation}: variance {j} is {covariance[j, j]}; it must be positive.", nameof(covariance));
            for (int i = 0; i < j; i++)
            {
                if (T.Abs(covariance[i, j] - covariance[j, i]) > rounding * T.Max(covariance[i, i], covariance[j, j]))
                    throw new ArgumentException($"{Operation}: the covariance is not symmetric at [{i}, {j}].", nameof(covariance));
            }
        }
    }
}
