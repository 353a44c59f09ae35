using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>The Gaussian kernel <c>exp(−‖x − y‖²/(2σ²))</c>.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public readonly record struct GaussianKernel<T> : IKernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _inverse;

    /// <summary>Takes the bandwidth.</summary>
    /// <param name="bandwidth">σ, in the units of the points.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bandwidth is not positive and finite.</exception>
    public GaussianKernel(double bandwidth) => _inverse = T.CreateTruncating(1 / SolverOption.Positive(bandwidth, nameof(GaussianKernel<>), nameof(bandwidth)));

    /// <inheritdoc/>
    public void Values(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination)
    {
        default(SquaredEuclideanCost<T>).Costs(source, targets, stride, destination);
        TensorPrimitives.Multiply(destination, -_inverse * _inverse / T.CreateTruncating(2), destination);
        KernelMath.Exp(destination);
    }

    /// <inheritdoc/>
    /// <remarks><c>∇_x k = −k (x − y)/σ²</c>.</remarks>
    public void AddGradient(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, ReadOnlySpan<T> weights, Span<double> gradient)
    {
        using var shares = new Workspace<T>(weights.Length);
        Values(source, targets, stride, shares.Span);
        TensorPrimitives.Multiply(weights, shares.Span, shares.Span);
        WeightedDifferences.Add<T>(source, targets, stride, shares.Span, -double.CreateTruncating(_inverse * _inverse), gradient);
    }
}
