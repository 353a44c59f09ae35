using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A plan kept as a matrix.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class DensePlan<T> : ITransportPlan<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _masses;

    internal DensePlan(Tensor<T> masses) => _masses = masses;

    /// <inheritdoc/>
    public int Rows => _masses.Shape[0];

    /// <inheritdoc/>
    public int Columns => _masses.Shape[1];

    /// <inheritdoc/>
    public Tensor<T> ToDense() => _masses.Clone();

    /// <inheritdoc/>
    public Tensor<T> Apply(Tensor<T> values)
    {
        PlanGuard.Values(values, Columns);
        return _masses.MatMul(values);
    }

    /// <inheritdoc/>
    public Tensor<T> ApplyTransposed(Tensor<T> values)
    {
        PlanGuard.Values(values, Rows);
        return _masses.Transpose().MatMul(values);
    }
}
