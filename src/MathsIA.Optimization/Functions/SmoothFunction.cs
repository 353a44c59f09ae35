using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A smooth function made of delegates: a value, and a gradient where it is known.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SmoothFunction<T> : ISmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Func<Tensor<T>, T> _value;
    private readonly Func<Tensor<T>, Tensor<T>, T> _valueAndGradient;

    /// <summary>A function with its gradient.</summary>
    /// <param name="valueAndGradient">Gives the value at a point and writes the gradient into the second tensor, of the point's shape. It must
    /// not keep or change the point.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public SmoothFunction(Func<Tensor<T>, Tensor<T>, T> valueAndGradient)
    {
        ArgumentNullException.ThrowIfNull(valueAndGradient);
        _valueAndGradient = valueAndGradient;
        Tensor<T>? scratch = null;
        _value = x => valueAndGradient(x, scratch = scratch is not null && scratch.Shape == x.Shape ? scratch : Tensor.Uninitialized<T>(x.Shape));
    }

    /// <summary>A function without a gradient: central differences take its place.</summary>
    /// <remarks>A gradient costs 2n values and keeps two thirds of the digits: with <c>double</c> do not ask for gradients below about
    /// 1e-9 of the value.</remarks>
    /// <param name="value">The value at a point, which it must not keep or change.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public SmoothFunction(Func<Tensor<T>, T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
        Tensor<T>? scratch = null;
        _valueAndGradient = (x, gradient) =>
        {
            scratch = scratch is not null && scratch.Shape == x.Shape ? scratch : Tensor.Uninitialized<T>(x.Shape);
            FiniteDifferences.Gradient(value, x, scratch, gradient);
            return value(x);
        };
    }

    /// <summary>A Lipschitz constant of the gradient; null, the default, where none is known.</summary>
    public T? LipschitzConstant { get; init; }

    /// <summary>The strong convexity, 0 for a function that is convex and no more; null, the default, where nothing is known.</summary>
    public T? StrongConvexity { get; init; }

    /// <inheritdoc/>
    public T Value(Tensor<T> x) => _value(x);

    /// <inheritdoc/>
    public void Gradient(Tensor<T> x, Tensor<T> destination) => _valueAndGradient(x, destination);

    /// <inheritdoc/>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination) => _valueAndGradient(x, destination);
}
