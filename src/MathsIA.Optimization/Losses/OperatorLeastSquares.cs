using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Least squares over a linear operator, <c>f(x) = ½ ‖K x − y‖²</c>: a blur, a gradient, a mask, or anything else that is
/// known by what it does and not by its entries.</summary>
/// <remarks>
/// <para><c>∇f(x) = K*(K x − y)</c>, <c>∂²f = K*K</c>, <c>L = ‖K‖²</c> from the operator's own <see cref="ILinearOperator{T}.Norm"/>,
/// whose bound may be above the norm: a step of <c>1/L</c> is then safe, and shorter than it could be. For a matrix of
/// samples, <see cref="LeastSquares{T}"/> also has a gradient for each of them.</para>
/// <para>A value costs one product with K, a gradient two, a Hessian-vector product two. Nothing is allocated beyond what the
/// operator does. An object holds the memory it works in: not for use by several threads at once; the operator may be shared.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class OperatorLeastSquares<T> : ITwiceDifferentiable<T>, IBoundedBelow<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _targets;
    private readonly Tensor<T> _residual;

    /// <summary>Creates the loss.</summary>
    /// <param name="op">The operator <c>K</c>.</param>
    /// <param name="targets">The data <c>y</c>: the shape of the operator's <see cref="ILinearOperator{T}.Range"/>. They are copied.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The data do not have the shape of the operator's range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the data is not finite.</exception>
    public OperatorLeastSquares(ILinearOperator<T> op, Tensor<T> targets)
    {
        ArgumentNullException.ThrowIfNull(op);
        Guard.Shape(targets, op.Range, nameof(OperatorLeastSquares<>));
        Guard.Finite(targets, nameof(OperatorLeastSquares<>));
        Operator = op;
        _targets = targets.Clone();
        _residual = Tensor.Uninitialized<T>(op.Range);
    }

    /// <summary>The operator <c>K</c>.</summary>
    public ILinearOperator<T> Operator { get; }

    /// <inheritdoc/>
    /// <remarks>The square of the bound on the operator's norm; null when that is unknown.</remarks>
    public T? LipschitzConstant => T.IsFinite(Operator.Norm.Bound) ? Operator.Norm.Bound * Operator.Norm.Bound : null;

    /// <inheritdoc/>
    /// <remarks>0: an operator does not know its smallest singular value.</remarks>
    public T? StrongConvexity => T.Zero;

    /// <inheritdoc/>
    public T LowerBound => T.Zero;

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    /// <exception cref="ShapeMismatchException">The point does not have the shape of the operator's domain.</exception>
    public T Value(Tensor<T> x)
    {
        Guard.Shape(x, Operator.Domain, nameof(OperatorLeastSquares<>));
        Operator.Apply(x.Contiguous().AsSpan(), _residual.AsSpan());
        Vectors.AddScaled(_residual, -T.One, _targets, _residual);
        return Vectors.Dot(_residual, _residual) / (T.One + T.One);
    }

    /// <inheritdoc/>
    public void Gradient(Tensor<T> x, Tensor<T> destination) => ValueAndGradient(x, destination);

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">An argument does not have the shape of the operator's domain.</exception>
    /// <exception cref="ArgumentException">The destination is strided.</exception>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        Guard.Destination(destination, Operator.Domain, nameof(OperatorLeastSquares<>));
        T value = Value(x);
        Operator.ApplyAdjoint(_residual.AsSpan(), destination.AsSpan());
        return value;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A tensor does not have the shape of the operator's domain.</exception>
    /// <exception cref="ArgumentException">The destination is strided.</exception>
    public void HessianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination)
    {
        Guard.Shape(x, Operator.Domain, nameof(OperatorLeastSquares<>));
        Guard.Shape(v, Operator.Domain, nameof(OperatorLeastSquares<>));
        Guard.Destination(destination, Operator.Domain, nameof(OperatorLeastSquares<>));
        Operator.Apply(v.Contiguous().AsSpan(), _residual.AsSpan());
        Operator.ApplyAdjoint(_residual.AsSpan(), destination.AsSpan());
    }
}
