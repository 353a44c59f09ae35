using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The over-parameterized Lasso: <c>f(v) = min_u 1/(2μ) ‖A (u ⊙ v) − y‖² + (‖u‖² + ‖v‖²)/2</c>, smooth in v, for any method that minimizes a smooth function.</summary>
/// <remarks>
/// <para>As <c>‖x‖₁ = min_{u ⊙ v = x} (‖u‖² + ‖v‖²)/2</c>, a minimum of f gives the Lasso <c>½ ‖A x − y‖² + μ ‖x‖₁</c> at <c>x = u*(v) ⊙ v</c>, and
/// <c>f = (Lasso objective)/μ</c> there. f is not convex, but has no local minimum that is not global (Poon and Peyré, "Smooth bilevel programming for sparse
/// regularization", NeurIPS 2021); a coordinate at 0 stays there, so start from a v without zeros.</para>
/// <para>The inner problem is a ridge regression, <c>u* = (diag(v) AᵀA diag(v) + μ I)⁻¹ (v ⊙ Aᵀy) = v ⊙ Aᵀ (A diag(v²) Aᵀ + μ I)⁻¹ y</c>: the smaller system is
/// solved. The gradient is <c>v + (1/μ) u* ⊙ Aᵀ (A (u* ⊙ v) − y)</c>, by the envelope theorem.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class HadamardLasso<T> : ISmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Operation = "HadamardLasso";

    private readonly Tensor<T> _design;
    private readonly Tensor<T> _transposed;
    private readonly Tensor<T> _targets;
    private readonly double _weight;
    private readonly ComputeContext? _context;

    /// <summary>Takes the data of the Lasso.</summary>
    /// <param name="design">The matrix A: [n, p].</param>
    /// <param name="targets">The vector y: [n].</param>
    /// <param name="weight">The weight μ of <c>½ ‖A x − y‖² + μ ‖x‖₁</c>, positive: n times the λ of <see cref="Lasso"/>.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many targets as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite, or an element is not finite.</exception>
    public HadamardLasso(Tensor<T> design, Tensor<T> targets, double weight, ComputeContext? context = null)
    {
        Guard.Rank(design, 2, Operation);
        if (design.IsEmpty)
            throw new ShapeMismatchException(Operation, $"the design {design.Shape} has no sample or no feature.", nameof(design));
        Guard.Shape(targets, new Shape(design.Shape[0]), Operation);
        Guard.Finite(design, Operation);
        Guard.Finite(targets, Operation);
        _weight = Guard.Positive(weight, Operation);
        _design = design.Contiguous();
        _transposed = _design.Transpose();
        _targets = targets.Contiguous();
        _context = context;
    }

    /// <inheritdoc/>
    /// <remarks>Null: the curvature is not bounded by a number known in advance.</remarks>
    public T? LipschitzConstant => null;

    /// <inheritdoc/>
    /// <remarks>Null: the function is not convex.</remarks>
    public T? StrongConvexity => null;

    private int Features => _design.Shape[1];

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">The point does not have the shape [p].</exception>
    public T Value(Tensor<T> x) => Solve(x).Value;

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">A tensor does not have the shape [p].</exception>
    public void Gradient(Tensor<T> x, Tensor<T> destination) => ValueAndGradient(x, destination);

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">A tensor does not have the shape [p].</exception>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        Guard.Destination(destination, new Shape(Features), Operation);
        (Tensor<T> u, Tensor<T> rest, T value) = Solve(x);
        Tensor<T> slope = _transposed.MatMul(rest, _context);
        T weight = T.CreateChecked(_weight);
        for (int j = 0; j < Features; j++)
            destination[j] = x[j] + (u[j] * slope[j] / weight);
        return value;
    }

    /// <summary>The coefficients <c>x = u*(v) ⊙ v</c> that a point stands for.</summary>
    /// <param name="v">The point: [p].</param>
    /// <returns>A new tensor: [p].</returns>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    /// <exception cref="ShapeMismatchException">The point does not have the shape [p].</exception>
    public Tensor<T> Coefficients(Tensor<T> v) => Solve(v).U * v;

    /// <summary>The duality gap of the Lasso at the coefficients that a point stands for.</summary>
    /// <param name="v">The point: [p].</param>
    /// <returns>The gap, at least 0: the Lasso's objective there is within it of the smallest.</returns>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    /// <exception cref="ShapeMismatchException">The point does not have the shape [p].</exception>
    public T Gap(Tensor<T> v)
    {
        (Tensor<T> u, Tensor<T> rest, _) = Solve(v);
        Tensor<T> x = u * v, c = _transposed.MatMul(rest, _context);
        T weight = T.CreateChecked(_weight), excess = T.One, sum = T.Zero;
        for (int j = 0; j < Features; j++)
            excess = T.Max(excess, T.Abs(c[j]) / weight);
        T scale = T.One / excess;
        // Terms that are each at least 0: rest is A x − y, so correlations have the opposite sign.
        for (int j = 0; j < Features; j++)
            sum += T.Max(T.Zero, (weight * T.Abs(x[j])) + (scale * c[j] * x[j]));
        return sum + ((T.One - scale) * (T.One - scale) * Vectors.Dot(rest, rest) / (T.One + T.One));
    }

    /// <summary>The inner solution, <c>A x − y</c> and the value.</summary>
    private (Tensor<T> U, Tensor<T> Residual, T Value) Solve(Tensor<T> v)
    {
        Guard.Shape(v, new Shape(Features), Operation);
        // A ridge regression on the columns scaled by v, in the form with the smaller matrix.
        Tensor<T> u = Ridge.Solve(_design * v, _targets, _weight, context: _context);
        Tensor<T> rest = _design.MatMul(u * v, _context) - _targets;
        T weight = T.CreateChecked(_weight), two = T.One + T.One;
        Tensor<T> point = v.Contiguous();
        return (u, rest, (Vectors.Dot(rest, rest) / (two * weight)) + ((Vectors.Dot(u, u) + Vectors.Dot(point, point)) / two));
    }
}
