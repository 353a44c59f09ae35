using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A function with subgradients, given by a delegate.</summary>
/// <example><code>
/// // ‖Ax − y‖₁
/// var deviations = new SubdifferentiableFunction&lt;double&gt;((x, v) =&gt;
/// {
///     Tensor&lt;double&gt; r = a.MatMul(x) - y;
///     a.Transpose().MatMul(r.Sign()).CopyTo(v);
///     return r.Abs().Sum().ToScalar();
/// });
/// </code></example>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="valueAndSubgradient">Writes a subgradient at the first tensor into the second, and returns the value.</param>
public sealed class SubdifferentiableFunction<T>(Func<Tensor<T>, Tensor<T>, T> valueAndSubgradient) : ISubdifferentiable<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Func<Tensor<T>, Tensor<T>, T> _function = valueAndSubgradient ?? throw new ArgumentNullException(nameof(valueAndSubgradient));

    /// <inheritdoc/>
    public T ValueAndSubgradient(Tensor<T> x, Tensor<T> destination)
    {
        ArgumentNullException.ThrowIfNull(x);
        Guard.Destination(destination, x.Shape, nameof(SubdifferentiableFunction<>));
        return _function(x, destination);
    }
}
