using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>Matrix completion: fills in the missing entries of a matrix by the smallest nuclear norm.</summary>
/// <remarks>
/// <para><c>min ‖X‖_*</c> with the known entries kept, or with noise in them <c>min ½ Σ_known (X − M)² + λ‖X‖_*</c>. An n × n matrix of rank r without
/// spikes is recovered exactly, with high probability, from some <c>n r log² n</c> entries at random places (Candès and Recht, Found. Comput. Math. 9, 2009; Gross,
/// IEEE Trans. Inf. Theory 57(3), 2011).</para>
/// <para>Every step takes one singular value decomposition, which is what allocates.</para>
/// </remarks>
public static class MatrixCompletion
{
    private const string Operation = nameof(MatrixCompletion);

    /// <summary>Completes a matrix, keeping what is known: Douglas-Rachford splitting.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The matrix M: [m, n]; what it holds where it is not known does not matter.</param>
    /// <param name="known">True where it is known, somewhere at least; of the shape of the matrix.</param>
    /// <param name="method">The splitting; Douglas-Rachford with a step of the size of M's spectral norm when null.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The matrix, its nuclear norm as the objective, the dual matrix Y (0 outside the known places, <c>‖Y‖₂ ≤ 1</c>) and the gap <c>‖X‖_* − ⟨Y, M⟩</c>.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The tensor is not a matrix or empty, or the shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A known entry is not finite.</exception>
    /// <exception cref="ArgumentException">Nothing is known.</exception>
    public static Solution<T> Solve<T>(Tensor<T> matrix, Tensor<bool> known, ISplittingMethod? method = null, MinimizeOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (Tensor<T> filled, bool[] keep) = Known(matrix, known);
        T spectral = Matrix.SpectralNorm(filled, context);
        method ??= new DouglasRachford { StepSize = spectral > T.Zero ? double.CreateChecked(spectral) : 1 };
        var nuclear = new NuclearNorm<T>(1, matrix.Shape[0], matrix.Shape[1], context);
        Solution<T> solution = Minimize.Run(new FixedEntries<T>(filled.ToArray(), keep), nuclear, method, filled, options, cancellationToken);
        T objective = nuclear.Value(solution.Value.AsSpan());
        (Tensor<T> dual, T bound) = Certificate(solution.Dual, filled, keep, context);
        return solution with { Objective = objective, Dual = dual, Gap = T.Max(T.Zero, objective - bound) };
    }

    /// <summary>Completes a matrix whose known entries are noisy, by a penalty on the nuclear norm: accelerated forward-backward splitting.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The matrix M: [m, n]; what it holds where it is not known does not matter.</param>
    /// <param name="known">True where it is known, somewhere at least; of the shape of the matrix.</param>
    /// <param name="penalty">The weight λ, positive. For noise of deviation σ at a fraction p of the places, about <c>σ(√m + √n)√p</c>.</param>
    /// <param name="method">The method; <see cref="Fista"/> when null.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The matrix, the objective, the dual matrix (the residual on the known places, shrunk to <c>‖Y‖₂ ≤ λ</c>) and the gap.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The tensor is not a matrix or empty, or the shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is not positive and finite, or a known entry is not finite.</exception>
    /// <exception cref="ArgumentException">Nothing is known.</exception>
    public static Solution<T> Denoise<T>(Tensor<T> matrix, Tensor<bool> known, double penalty, IProximalGradientMethod? method = null, MinimizeOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T lambda = T.CreateChecked(Guard.Positive(penalty, Operation));
        (Tensor<T> filled, _) = Known(matrix, known);
        var loss = new OperatorLeastSquares<T>(new Operators.MaskOperator<T>(known), filled);
        var nuclear = new NuclearNorm<T>(penalty, matrix.Shape[0], matrix.Shape[1], context);
        Solution<T> solution = Minimize.Run(loss, nuclear, method ?? new Fista(), filled, options, cancellationToken);
        // The dual: max ⟨Y, M⟩ − ½‖Y‖² over ‖Y‖₂ ≤ λ, Y = 0 where nothing is known. The residual, shrunk, is such a Y.
        Tensor<T> dual = Tensor.Uninitialized<T>(matrix.Shape.Lengths);
        loss.Gradient(solution.Value, dual);
        Vectors.Negate(dual, dual);
        T spectral = Matrix.SpectralNorm(dual, context);
        if (spectral > lambda)
            Vectors.Scale(dual.AsSpan(), lambda / spectral);
        T bound = Vectors.Dot(dual, filled) - (Vectors.Dot(dual, dual) / (T.One + T.One));
        return solution with { Dual = dual, Gap = T.Max(T.Zero, solution.Objective - bound) };
    }

    /// <summary>The opposite of the constraint's dual on the known places, shrunk to spectral norm 1, and the bound it gives.</summary>
    private static (Tensor<T> Dual, T Bound) Certificate<T>(Tensor<T>? dual, Tensor<T> filled, bool[] keep, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> y = Tensor.Zeros<T>(filled.Shape.Lengths);
        if (dual is null || !MatrixArgument.IsFinite<T>(dual.AsSpan()))
            return (y, T.Zero);
        ReadOnlySpan<T> from = dual.AsSpan();
        Span<T> to = y.AsSpan();
        for (int i = 0; i < to.Length; i++)
            to[i] = keep[i] ? from[i] : T.Zero;
        T inner = Vectors.Dot(y, filled), size = T.Max(T.One, Matrix.SpectralNorm(y, context));
        Vectors.Scale(to, T.CopySign(T.One / size, inner));
        return (y, T.Abs(inner) / size);
    }

    /// <summary>The matrix with 0 where it is not known.</summary>
    private static (Tensor<T> Filled, bool[] Keep) Known<T>(Tensor<T> matrix, Tensor<bool> known) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(matrix, 2, Operation);
        if (matrix.IsEmpty)
            throw new ShapeMismatchException(Operation, $"the matrix {matrix.Shape} is empty.", nameof(matrix));
        Guard.Shape(known, matrix.Shape, Operation);
        bool[] keep = known.ToArray();
        if (!keep.AsSpan().Contains(true))
            throw new ArgumentException($"{Operation}: none of the entries {known.Shape} is known.", nameof(known));
        Tensor<T> filled = matrix.Clone();
        Span<T> values = filled.AsSpan();
        for (int i = 0; i < keep.Length; i++)
            values[i] = keep[i] ? values[i] : T.Zero;
        SensingGuard.Finite(filled, Operation, nameof(matrix));
        return (filled, keep);
    }
}
