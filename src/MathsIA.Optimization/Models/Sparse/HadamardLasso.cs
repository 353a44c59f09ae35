using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Kernels;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>The over-parameterized Lasso: <c>f(v) = min_u 1/(2μ) ‖A (u ⊙ v) − y‖² + (‖u‖² + ‖v‖²)/2</c>, smooth in v, for any method that minimizes a smooth function.</summary>
/// <remarks>
/// <para>As <c>‖x‖₁ = min_{u ⊙ v = x} (‖u‖² + ‖v‖²)/2</c>, a minimum of f gives the Lasso <c>½ ‖A x − y‖² + μ ‖x‖₁</c> at <c>x = u*(v) ⊙ v</c>, and
/// <c>f = (Lasso objective)/μ</c> there. f is not convex, but has no local minimum that is not global (Poon and Peyré, "Smooth bilevel programming for sparse
/// regularization", NeurIPS 2021); a coordinate at 0 stays there, so start from a v without zeros.</para>
/// <para>The inner problem is a ridge regression, <c>u* = (diag(v) AᵀA diag(v) + μ I)⁻¹ (v ⊙ Aᵀy) = v ⊙ Aᵀ (A diag(v²) Aᵀ + μ I)⁻¹ y</c>: the smaller system is
/// solved, in memory of the object's own: an evaluation allocates nothing, and the object serves one thread at a time. The gradient is
/// <c>v + (1/μ) u* ⊙ Aᵀ (A (u* ⊙ v) − y)</c>, by the envelope theorem.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class HadamardLasso<T> : ISmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Operation = "HadamardLasso";

    private readonly Shape _domain;
    private readonly int _samples;
    private readonly T[] _design;
    private readonly T[] _targets;
    private readonly double _weight;
    private readonly ComputeContext? _context;
    private readonly T[] _scaled;
    private readonly T[] _system;
    private readonly T[] _right;
    private readonly T[] _point;
    private readonly T[] _inner;
    private readonly T[] _residual;
    private readonly T[] _correlations;

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
        (_samples, Features) = (design.Shape[0], design.Shape[1]);
        _domain = new Shape(Features);
        (_design, _targets) = (design.ToArray(), targets.ToArray());
        _context = context;
        int smaller = Math.Min(_samples, Features);
        (_scaled, _system, _right) = (new T[_design.Length], new T[checked(smaller * smaller)], new T[smaller]);
        (_point, _inner, _correlations, _residual) = (new T[Features], new T[Features], new T[Features], new T[_samples]);
    }

    /// <inheritdoc/>
    /// <remarks>Null: the curvature is not bounded by a number known in advance.</remarks>
    public T? LipschitzConstant => null;

    /// <inheritdoc/>
    /// <remarks>Null: the function is not convex.</remarks>
    public T? StrongConvexity => null;

    private int Features { get; }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">The point does not have the shape [p].</exception>
    public T Value(Tensor<T> x) => Solve(x);

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">A tensor does not have the shape [p].</exception>
    public void Gradient(Tensor<T> x, Tensor<T> destination) => ValueAndGradient(x, destination);

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">A tensor does not have the shape [p].</exception>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        Guard.Destination(destination, _domain, Operation);
        T value = Solve(x), weight = T.CreateChecked(_weight);
        Correlate();
        for (int j = 0; j < Features; j++)
            destination[j] = _point[j] + (_inner[j] * _correlations[j] / weight);
        return value;
    }

    /// <summary>The coefficients <c>x = u*(v) ⊙ v</c> that a point stands for.</summary>
    /// <param name="v">The point: [p].</param>
    /// <returns>A new tensor: [p].</returns>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    /// <exception cref="ShapeMismatchException">The point does not have the shape [p].</exception>
    public Tensor<T> Coefficients(Tensor<T> v)
    {
        Solve(v);
        Tensor<T> x = Tensor.From<T>(_inner);
        Vectors.Multiply<T>(x.AsSpan(), _point);
        return x;
    }

    /// <summary>The duality gap of the Lasso at the coefficients that a point stands for.</summary>
    /// <param name="v">The point: [p].</param>
    /// <returns>The gap, at least 0: the Lasso's objective there is within it of the smallest.</returns>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    /// <exception cref="ShapeMismatchException">The point does not have the shape [p].</exception>
    public T Gap(Tensor<T> v)
    {
        Solve(v);
        Correlate();
        T weight = T.CreateChecked(_weight), excess = T.One, sum = T.Zero;
        foreach (T correlation in _correlations)
            excess = T.Max(excess, T.Abs(correlation) / weight);
        T scale = T.One / excess;
        // Terms that are each at least 0: the residual is A x − y, so correlations have the opposite sign.
        for (int j = 0; j < Features; j++)
            sum += T.Max(T.Zero, (weight * T.Abs(_inner[j] * _point[j])) + (scale * _correlations[j] * _inner[j] * _point[j]));
        return sum + ((T.One - scale) * (T.One - scale) * Vectors.Dot<T>(_residual, _residual) / (T.One + T.One));
    }

    /// <summary>Finds the inner solution u and the residual <c>A (u ⊙ v) − y</c>, and gives the value; NaN where v is not finite.</summary>
    private unsafe T Solve(Tensor<T> v)
    {
        Guard.Shape(v, _domain, Operation);
        v.CopyTo(_point);
        for (int i = 0; i < _samples; i++)
            TensorPrimitives.Multiply(_design.AsSpan(i * Features, Features), _point, _scaled.AsSpan(i * Features, Features));
        // A ridge regression on the columns scaled by v, in the form with the smaller matrix.
        bool isPrimal = Features <= _samples;
        int order = isPrimal ? Features : _samples;
        T weight = T.CreateChecked(_weight), two = T.One + T.One;
        fixed (T* b = _scaled, system = _system, right = _right, y = _targets, u = _inner, rest = _residual)
        {
            MatrixView<T> columns = new(b, _samples, Features), upper = new(system, order, order), solution = new(right, order, 1), inner = new(u, Features, 1);
            Gemm.RunLower(T.One, isPrimal ? columns.Transpose() : columns, T.Zero, upper.Transpose(), _context);
            for (int i = 0; i < order; i++)
                upper[i, i] += weight;
            if (CholeskyKernel.Factor(upper, _context) >= 0)
            {
                _inner.AsSpan().Fill(T.NaN);
                _residual.AsSpan().Fill(T.NaN);
                return T.NaN;
            }

            if (isPrimal)
                Gemm.Run(T.One, columns.Transpose(), new MatrixView<T>(y, _samples, 1), T.Zero, solution, _context);
            else
                _targets.CopyTo(_right, 0);
            TriangularSolver.SolveLower(upper.Transpose(), solution, unit: false, _context);
            TriangularSolver.SolveUpper(upper, solution, unit: false, _context);
            if (isPrimal)
                _right.CopyTo(_inner, 0);
            else
                Gemm.Run(T.One, columns.Transpose(), solution, T.Zero, inner, _context);
            _targets.CopyTo(_residual, 0);
            Gemm.Run(T.One, columns, inner, -T.One, new MatrixView<T>(rest, _samples, 1), _context);
        }

        return (Vectors.Dot<T>(_residual, _residual) / (two * weight)) + ((Vectors.Dot<T>(_inner, _inner) + Vectors.Dot<T>(_point, _point)) / two);
    }

    /// <summary>The correlations of the columns with the residual.</summary>
    private unsafe void Correlate()
    {
        fixed (T* a = _design, rest = _residual, c = _correlations)
            Gemm.Run(T.One, new MatrixView<T>(a, _samples, Features).Transpose(), new MatrixView<T>(rest, _samples, 1), T.Zero, new MatrixView<T>(c, Features, 1), _context);
    }
}
