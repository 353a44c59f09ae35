using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A plan in factors, <c>P = Q diag(1/g) Rᵀ</c>: mass goes from the sources to r intermediate points and on from there. Products take
/// <c>O((n + m) r)</c>.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LowRankPlan<T> : ITransportPlan<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal LowRankPlan(Tensor<T> source, Tensor<T> target, Tensor<T> weights) => (SourceFactor, TargetFactor, Weights) = (source, target, weights);

    /// <summary>Q, sources by r: a coupling of the masses a with <see cref="Weights"/>.</summary>
    public Tensor<T> SourceFactor { get; }

    /// <summary>R, targets by r: a coupling of the masses b with <see cref="Weights"/>.</summary>
    public Tensor<T> TargetFactor { get; }

    /// <summary>The masses g of the intermediate points.</summary>
    public Tensor<T> Weights { get; }

    /// <inheritdoc/>
    public int Rows => SourceFactor.Shape[0];

    /// <inheritdoc/>
    public int Columns => TargetFactor.Shape[0];

    /// <inheritdoc/>
    public Tensor<T> ToDense() => SourceFactor.MatMul(Scaled(TargetFactor.Transpose().Clone()));

    /// <inheritdoc/>
    public Tensor<T> Apply(Tensor<T> values)
    {
        PlanGuard.Values(values, Columns);
        return SourceFactor.MatMul(Scaled(TargetFactor.Transpose().MatMul(values)));
    }

    /// <inheritdoc/>
    public Tensor<T> ApplyTransposed(Tensor<T> values)
    {
        PlanGuard.Values(values, Rows);
        return TargetFactor.MatMul(Scaled(SourceFactor.Transpose().MatMul(values)));
    }

    /// <summary>Divides row k by g_k, in place.</summary>
    private Tensor<T> Scaled(Tensor<T> rows)
    {
        int width = rows.Shape[1];
        for (int k = 0; k < rows.Length; k++)
            rows.AsSpan()[k] /= Weights.AsSpan()[k / width];
        return rows;
    }
}
