using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The matrix <c>P_ij (p_i + q_j + w M_ij)</c>, made on demand from an entropic plan.</summary>
internal sealed class SensitivityPlan<T>(EntropicPlan<T> plan, double[] p, double[] q, ICostGeometry<T>? weights, double factor) : ITransportPlan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int Rows => plan.Rows;

    public int Columns => plan.Columns;

    public Tensor<T> ToDense()
    {
        Tensor<T> dense = Tensor.Uninitialized<T>([Rows, Columns]);
        double[] row = new double[Columns];
        T[] buffer = new T[Columns], other = new T[Columns];
        for (int i = 0; i < Rows; i++)
        {
            plan.Row(i, buffer, row);
            ReadOnlySpan<T> m = weights is null ? default : weights.Row(i, 0, other);
            Span<T> destination = dense.AsSpan().Slice(i * Columns, Columns);
            for (int j = 0; j < row.Length; j++)
                destination[j] = T.CreateTruncating(row[j] == 0 ? 0 : row[j] * (p[i] + q[j] + (weights is null ? 0 : factor * double.CreateTruncating(m[j]))));
        }

        return dense;
    }

    public Tensor<T> Apply(Tensor<T> values)
    {
        PlanGuard.Values(values, Columns);
        return ToDense().MatMul(values);
    }

    public Tensor<T> ApplyTransposed(Tensor<T> values)
    {
        PlanGuard.Values(values, Rows);
        return ToDense().Transpose().MatMul(values);
    }
}
