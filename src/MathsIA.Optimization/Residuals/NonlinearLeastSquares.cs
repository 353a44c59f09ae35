using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Half the sum of squares of residuals as a smooth function, <c>f(x) = ½ ‖r(x)‖²</c> with <c>∇f = Jᵀ r</c>: so that every method of this library
/// minimizes it, and not only <see cref="LevenbergMarquardt"/> and <see cref="GaussNewton"/>, which know more.</summary>
/// <remarks>Uses the Jacobian where the residuals have one, else its products, else forward differences.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class NonlinearLeastSquares<T> : ISmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IVectorFunction<T> _function;
    private readonly Tensor<T> _residuals;
    private readonly Tensor<T> _linearized;
    private bool _isLinearized;

    /// <summary>Creates the function.</summary>
    /// <param name="residuals">The residuals r.</param>
    /// <param name="x0">A point, for its shape.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public NonlinearLeastSquares(IVectorFunction<T> residuals, Tensor<T> x0)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentNullException.ThrowIfNull(x0);
        _function = residuals;
        _residuals = Tensor.Uninitialized<T>(residuals.OutputLength);
        _linearized = Tensor.Uninitialized<T>(x0.Shape);
        Model = residuals is IJacobianProducts<T> products && residuals is not IJacobian<T>
            ? new ProductGaussNewton<T>(products, x0)
            : new DenseGaussNewton<T>(DifferenceJacobian<T>.Of(residuals), x0.Length);
    }

    /// <inheritdoc/>
    /// <remarks>Not known: null.</remarks>
    public T? LipschitzConstant => null;

    /// <inheritdoc/>
    /// <remarks>Not known: null.</remarks>
    public T? StrongConvexity => null;

    internal IGaussNewtonModel<T> Model { get; }

    /// <summary>Whether there are fewer residuals than unknowns.</summary>
    internal bool IsUnderdetermined => _function.OutputLength < _linearized.Length;

    /// <inheritdoc/>
    public T Value(Tensor<T> x)
    {
        Guard.Shape(x, _linearized.Shape, nameof(NonlinearLeastSquares<>));
        _function.Evaluate(x, _residuals);
        return Vectors.Dot(_residuals, _residuals) / (T.One + T.One);
    }

    /// <inheritdoc/>
    public void Gradient(Tensor<T> x, Tensor<T> destination) => ValueAndGradient(x, destination);

    /// <inheritdoc/>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        Guard.Destination(destination, _linearized.Shape, nameof(NonlinearLeastSquares<>));
        T value = Value(x);
        Model.Linearize(x, _residuals);
        x.CopyTo(_linearized);
        _isLinearized = true;
        Model.MultiplyTransposed(_residuals, destination);
        return value;
    }

    /// <summary>Makes the model that of a point, if it is another one's.</summary>
    internal void LinearizeAt(Tensor<T> x)
    {
        if (_isLinearized && Vectors.Same(_linearized, x))
            return;
        _function.Evaluate(x, _residuals);
        Model.Linearize(x, _residuals);
        x.CopyTo(_linearized);
        _isLinearized = true;
    }
}
