using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A plan with few positive entries, as exact solvers give: at most n + m − 1 of them.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SparsePlan<T> : ITransportPlan<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal SparsePlan(int rows, int columns, PlanEntry<T>[] entries)
    {
        Rows = rows;
        Columns = columns;
        Array.Sort(entries, (a, b) => a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Column.CompareTo(b.Column));
        Entries = entries;
    }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <summary>The positive entries, by source and then by target.</summary>
    public IReadOnlyList<PlanEntry<T>> Entries { get; }

    /// <inheritdoc/>
    public Tensor<T> ToDense()
    {
        Tensor<T> dense = Tensor.Zeros<T>(Rows, Columns);
        Span<T> masses = dense.AsSpan();
        foreach (PlanEntry<T> entry in Entries)
            masses[(entry.Row * Columns) + entry.Column] += entry.Mass;
        return dense;
    }

    /// <inheritdoc/>
    public Tensor<T> Apply(Tensor<T> values) => Product(values, Columns, Rows, transposed: false);

    /// <inheritdoc/>
    public Tensor<T> ApplyTransposed(Tensor<T> values) => Product(values, Rows, Columns, transposed: true);

    private Tensor<T> Product(Tensor<T> values, int from, int to, bool transposed)
    {
        PlanGuard.Values(values, from);
        int width = values.Shape[1];
        Tensor<T> product = Tensor.Zeros<T>(to, width);
        ReadOnlySpan<T> given = values.Contiguous().AsSpan();
        Span<T> result = product.AsSpan();
        foreach (PlanEntry<T> entry in Entries)
        {
            (int source, int target) = transposed ? (entry.Row, entry.Column) : (entry.Column, entry.Row);
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(given.Slice(source * width, width), entry.Mass, result.Slice(target * width, width), result.Slice(target * width, width));
        }

        return product;
    }
}
