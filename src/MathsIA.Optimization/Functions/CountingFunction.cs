using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A smooth function that counts its evaluations.</summary>
/// <remarks>What else the function may be able to do is hidden: choose the wrapper by what the method asks for, among
/// <see cref="CountingFunction{T}"/>, <see cref="CountingTwiceDifferentiable{T}"/> and <see cref="CountingFiniteSum{T}"/>.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class CountingFunction<T> : ISmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ISmoothFunction<T> _function;

    /// <summary>Wraps a function.</summary>
    /// <param name="function">The function.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public CountingFunction(ISmoothFunction<T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
    }

    /// <summary>The counts so far.</summary>
    public EvaluationCounts Counts { get; } = new();

    /// <inheritdoc/>
    public T? LipschitzConstant => _function.LipschitzConstant;

    /// <inheritdoc/>
    public T? StrongConvexity => _function.StrongConvexity;

    /// <inheritdoc/>
    public T Value(Tensor<T> x)
    {
        Counts.Values++;
        return _function.Value(x);
    }

    /// <inheritdoc/>
    public void Gradient(Tensor<T> x, Tensor<T> destination)
    {
        Counts.Gradients++;
        _function.Gradient(x, destination);
    }

    /// <inheritdoc/>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        Counts.Values++;
        Counts.Gradients++;
        return _function.ValueAndGradient(x, destination);
    }
}
