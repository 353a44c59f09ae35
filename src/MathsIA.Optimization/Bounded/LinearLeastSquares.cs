using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Linear least squares in a box, <c>min ½ ‖A x − b‖²</c> subject to <c>l ≤ x ≤ u</c>, small and dense, solved to the last digits.</summary>
/// <remarks>
/// <para>An active set method: a set of free coordinates has its least-squares solution, all others rest; one is let go where the gradient says that this
/// helps, and those that the way to the next solution leads out of the box stop at their bounds. Values fall at each step and no set returns, so the run ends after
/// finitely many steps, usually about as many as coordinates that are free in the end. A step costs one product with <c>Aᵀ</c> and O(m k) for k free coordinates,
/// whose orthogonal factorization is updated; normal equations are never formed. C. L. Lawson and R. J. Hanson, Solving Least Squares Problems (1974),
/// chapter 23; P. B. Stark and R. L. Parker, Computational Statistics 10 (1995).</para>
/// <para>The objective is <c>½ ‖A x − b‖²</c>, the residual <c>‖P(x − ∇f(x)) − x‖</c>, 0 exactly at a solution. The gap is the duality gap of the dual point
/// <c>θ</c> (the residuals <c>b − A x</c>, with a correction of the size of rounding where an infinite bound asks for it): no point of the box has a value
/// below the objective minus the gap, up to the rounding of <c>Aᵀθ</c>. While no better dual point is feasible, and where coordinates without any bound are
/// free, <c>θ = 0</c> and the gap is the objective itself.</para>
/// <para>Where several points are solutions (dependent columns), one of them is found, and it has at most as many coordinates off their bounds as A has rank,
/// besides those that start there. A run whose digits end before the tolerance is met is <see cref="Status.Stalled"/>, with a gap that says how little is
/// missing. For large or sparse problems take <see cref="LbfgsB"/> with a loss.</para>
/// </remarks>
public static class LinearLeastSquares
{
    private const double RoundingUnits = 10;

    /// <summary>Solves <c>min ½ ‖A x − b‖²</c> with <c>l ≤ x ≤ u</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The matrix A: [m, n], of any rank and m less or more than n. It is copied.</param>
    /// <param name="right">The right side b: [m]. It is copied.</param>
    /// <param name="bounds">The box, over [n].</param>
    /// <param name="x0">A start, projected onto the box; coordinates strictly inside start free, so that the solution of a similar problem saves most steps. 0 when
    /// null.</param>
    /// <param name="options">When to stop and what to record. The tolerance is by default 10 roundings of <c>‖A‖_F ‖b‖</c>, and without options up to 3 n
    /// steps, at least 1000, are taken.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The solution, with its dual point and the duality gap.</returns>
    /// <exception cref="ArgumentNullException">The matrix, the right side or the box is null.</exception>
    /// <exception cref="ShapeMismatchException">The matrix is empty or not of rank 2, or another shape does not fit it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the matrix, the right side or the start is not finite.</exception>
    public static Solution<T> Bounded<T>(Tensor<T> matrix, Tensor<T> right, Bounds<T> bounds, Tensor<T>? x0 = null, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(matrix, 2, nameof(LinearLeastSquares));
        if (matrix.IsEmpty)
            throw new ShapeMismatchException(nameof(LinearLeastSquares), $"the matrix {matrix.Shape} has no row or no column.", nameof(matrix));
        Guard.Shape(right, new Shape(matrix.Shape[0]), nameof(LinearLeastSquares));
        ArgumentNullException.ThrowIfNull(bounds);
        int n = matrix.Shape[1];
        if (bounds.Shape != new Shape(n))
            throw new ShapeMismatchException(nameof(LinearLeastSquares), $"the box is over {bounds.Shape}, the matrix {matrix.Shape} asks for {new Shape(n)}.", nameof(bounds));
        Tensor<T> start = x0?.Clone() ?? Tensor.Zeros<T>(n);
        Guard.Shape(start, bounds.Shape, nameof(LinearLeastSquares), nameof(x0));
        Guard.Finite(matrix, nameof(LinearLeastSquares));
        Guard.Finite(right, nameof(LinearLeastSquares));
        Guard.Finite(start, nameof(LinearLeastSquares), nameof(x0));
        bounds.Project(start.AsSpan());
        var iteration = new ActiveSetIteration<T>(matrix, right, bounds, start);
        options ??= new MinimizeOptions { MaxIterations = Math.Max(1000, checked(3 * n)) };
        double rounding = RoundingUnits * double.CreateTruncating(Vectors.Epsilon<T>() * iteration.Size);
        return Minimize.Run(iteration, options with { Tolerance = options.Tolerance ?? (double.IsFinite(rounding) ? rounding : 0) }, cancellationToken);
    }

    /// <summary>Solves <c>min ½ ‖A x − b‖²</c> with <c>x ≥ 0</c>.</summary>
    /// <remarks>Short for <see cref="Bounded"/> with <see cref="Bounds.NonNegative"/>, from 0.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The matrix A: [m, n]. It is copied.</param>
    /// <param name="right">The right side b: [m]. It is copied.</param>
    /// <param name="options">When to stop and what to record, as for <see cref="Bounded"/>.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The solution, with its dual point and the duality gap.</returns>
    /// <exception cref="ArgumentNullException">The matrix or the right side is null.</exception>
    /// <exception cref="ShapeMismatchException">The matrix is empty or not of rank 2, or the right side does not fit it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public static Solution<T> NonNegative<T>(Tensor<T> matrix, Tensor<T> right, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(matrix, 2, nameof(LinearLeastSquares));
        return Bounded(matrix, right, Bounds.NonNegative<T>(new Shape(matrix.Shape[1])), null, options, cancellationToken);
    }
}
