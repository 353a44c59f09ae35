using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The plan of entropic transport, <c>P_ij = a_i b_j exp((f_i + g_j − C_ij)/ε)</c>, known by its potentials: entries are computed when asked for.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class EntropicPlan<T> : ITransportPlan<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ICostGeometry<T> _costs;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly double[] _f;
    private readonly double[] _g;
    private readonly double _epsilon;

    internal EntropicPlan(ICostGeometry<T> costs, Masses masses, double[] f, double[] g, double epsilon)
    {
        _costs = costs;
        _a = masses.Source;
        _b = masses.Target;
        _f = f;
        _g = g;
        _epsilon = epsilon;
    }

    internal EntropicPlan(ICostGeometry<T> costs, double[] a, double[] b, double[] f, double[] g, double epsilon) =>
        (_costs, _a, _b, _f, _g, _epsilon) = (costs, a, b, f, g, epsilon);

    /// <inheritdoc/>
    public int Rows => _costs.Rows;

    /// <inheritdoc/>
    public int Columns => _costs.Columns;

    /// <inheritdoc/>
    public Tensor<T> ToDense()
    {
        Tensor<T> dense = Tensor.Uninitialized<T>([Rows, Columns]);
        var row = new double[Columns];
        var costs = new T[Columns];
        for (int i = 0; i < Rows; i++)
        {
            Row(i, costs, row);
            for (int j = 0; j < row.Length; j++)
                dense.AsSpan()[(i * Columns) + j] = T.CreateTruncating(row[j]);
        }

        return dense;
    }

    /// <inheritdoc/>
    public Tensor<T> Apply(Tensor<T> values) => Product(values, transposed: false);

    /// <inheritdoc/>
    public Tensor<T> ApplyTransposed(Tensor<T> values) => Product(values, transposed: true);

    /// <summary>What the plan is made of.</summary>
    internal (ICostGeometry<T> Costs, double[] A, double[] B, double[] F, double[] G, double Epsilon) Parts => (_costs, _a, _b, _f, _g, _epsilon);

    /// <summary>One row of the plan; <paramref name="costs"/> receives, or stands in for, the costs of the row.</summary>
    internal ReadOnlySpan<T> Row(int i, T[] costs, Span<double> destination)
    {
        ReadOnlySpan<T> row = _costs.Row(i, 0, costs);
        for (int j = 0; j < destination.Length; j++)
        {
            double weight = _a[i] * _b[j];
            destination[j] = weight == 0 ? 0 : weight * Math.Exp((_f[i] + _g[j] - double.CreateTruncating(row[j])) / _epsilon);
        }

        return row;
    }

    private Tensor<T> Product(Tensor<T> values, bool transposed)
    {
        PlanGuard.Values(values, transposed ? Rows : Columns);
        int width = values.Shape[1];
        ReadOnlySpan<T> given = values.Contiguous().AsSpan();
        var sums = new double[(transposed ? Columns : Rows) * width];
        var row = new double[Columns];
        var costs = new T[Columns];
        for (int i = 0; i < Rows; i++)
        {
            Row(i, costs, row);
            for (int j = 0; j < row.Length; j++)
            {
                (int from, int to) = transposed ? (i, j) : (j, i);
                for (int k = 0; k < width; k++)
                    sums[(to * width) + k] += row[j] * double.CreateTruncating(given[(from * width) + k]);
            }
        }

        return Tensor.From(Array.ConvertAll(sums, T.CreateTruncating)).Reshape(transposed ? Columns : Rows, width);
    }
}
