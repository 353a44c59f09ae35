using System.Numerics;

namespace MathsIA.AutoDiff;

/// <summary>A function of one tensor with one number as its value, its gradient and its second derivatives, on plain tensors.</summary>
/// <remarks>It is Core's smooth function with its Hessian, so that any solver of MathsIA.Optimization minimizes it as it is, Newton's methods too. Made by <see cref="Differentiable.Of"/>.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class DifferentiableFunction<T> : IHessian<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Func<Variable<T>, Variable<T>> _function;
    private readonly Tape<T> _tape;

    /// <summary>Creates the object from a function of variables.</summary>
    /// <param name="function">The function; its value has one element.</param>
    /// <param name="options">Threads, and what is watched for.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public DifferentiableFunction(Func<Variable<T>, Variable<T>> function, DifferentiationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
        _tape = new Tape<T>(options);
    }

    /// <summary>The smallest known Lipschitz constant of the gradient; null unless the caller knows one.</summary>
    public T? LipschitzConstant { get; init; }

    /// <summary>The largest known constant of strong convexity; null unless the caller knows one.</summary>
    public T? StrongConvexity { get; init; }

    /// <inheritdoc/>
    public T Value(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return _function(x).ToScalar();
    }

    /// <inheritdoc/>
    public void Gradient(Tensor<T> x, Tensor<T> destination) => ValueAndGradient(x, destination);

    /// <inheritdoc/>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(destination);
        if (destination.Shape != x.Shape)
            throw new ShapeMismatchException("Gradient", $"the destination has the shape {destination.Shape}, the point {x.Shape}.", nameof(destination));
        try
        {
            Variable<T> point = _tape.Watch(x), value = _function(point);
            _tape.Backward(value, [point], [destination]);
            return value.ToScalar();
        }
        finally
        {
            _tape.Reset();
        }
    }

    /// <summary>Value and gradient at a point.</summary>
    /// <param name="x">The point.</param>
    /// <returns>The value, and the gradient in new memory.</returns>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    /// <exception cref="ShapeMismatchException">The value of the function has more or less than one element.</exception>
    public (T Value, Tensor<T> Gradient) ValueAndGradient(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor<T> gradient = Tensor.Uninitialized<T>(x.Shape);
        return (ValueAndGradient(x, gradient), gradient);
    }

    /// <summary>The gradient at a point.</summary>
    /// <param name="x">The point.</param>
    /// <returns>The gradient, in new memory.</returns>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    public Tensor<T> Gradient(Tensor<T> x) => ValueAndGradient(x).Gradient;

    /// <summary>The product of the Hessian with a vector.</summary>
    /// <param name="x">The point.</param>
    /// <param name="vector">The vector, of the shape of the point.</param>
    /// <returns><c>∇²f(x) v</c>.</returns>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public Tensor<T> HessianVector(Tensor<T> x, Tensor<T> vector) => Differentiate.HessianVector(_function, x, vector).Value;

    /// <inheritdoc/>
    public void HessianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(v);
        ArgumentNullException.ThrowIfNull(destination);
        if (destination.Shape != x.Shape)
            throw new ShapeMismatchException(nameof(HessianVector), $"the destination has the shape {destination.Shape}, the point {x.Shape}.", nameof(destination));
        HessianVector(x, v).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Hessian(Tensor<T> x, Tensor<T> destination)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(destination);
        if (destination.Shape != new Shape(x.Length, x.Length))
            throw new ShapeMismatchException(nameof(Hessian), $"the destination has the shape {destination.Shape}; a point of {x.Length} elements has a Hessian [{x.Length}, {x.Length}].", nameof(destination));
        Hessian(x).Reshape(x.Length, x.Length).CopyTo(destination);
    }

    /// <summary>The Hessian.</summary>
    /// <param name="x">The point.</param>
    /// <returns>The second derivatives: the axes of the point twice.</returns>
    public Tensor<T> Hessian(Tensor<T> x) => Differentiate.Hessian(_function, x).Value;
}
