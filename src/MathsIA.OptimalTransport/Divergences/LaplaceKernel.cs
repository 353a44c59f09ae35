using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>The Laplace kernel <c>exp(−‖x − y‖/σ)</c>.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public readonly record struct LaplaceKernel<T> : IKernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _inverse;

    /// <summary>Takes the bandwidth.</summary>
    /// <param name="bandwidth">σ, in the units of the points.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bandwidth is not positive and finite.</exception>
    public LaplaceKernel(double bandwidth) => _inverse = T.CreateTruncating(1 / SolverOption.Positive(bandwidth, nameof(LaplaceKernel<>), nameof(bandwidth)));

    /// <inheritdoc/>
    public void Values(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination)
    {
        default(EuclideanCost<T>).Costs(source, targets, stride, destination);
        TensorPrimitives.Multiply(destination, -_inverse, destination);
        KernelMath.Exp(destination);
    }

    /// <inheritdoc/>
    /// <remarks><c>∇_x k = −k (x − y)/(σ ‖x − y‖)</c>, and 0 where x = y.</remarks>
    public void AddGradient(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, ReadOnlySpan<T> weights, Span<double> gradient)
    {
        using var values = new Workspace<T>(weights.Length);
        using var shares = new Workspace<T>(weights.Length);
        Values(source, targets, stride, values.Span);
        TensorPrimitives.Multiply(weights, values.Span, values.Span);
        default(EuclideanCost<T>).Costs(source, targets, stride, shares.Span);
        WeightedDifferences.Divide(values.Span, shares.Span);
        WeightedDifferences.Add<T>(source, targets, stride, shares.Span, -double.CreateTruncating(_inverse), gradient);
    }
}
