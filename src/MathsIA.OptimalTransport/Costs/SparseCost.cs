using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.OptimalTransport;

/// <summary>Costs of few arcs, in compressed sparse rows: arcs that are not stored are forbidden. Sums cost as much as there are arcs.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SparseCost<T> : IStructuredCost<T>, IKnownRange where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SparseArcs<T> _byRow;
    private readonly SparseArcs<T> _byColumn;

    /// <summary>Takes the arcs.</summary>
    /// <param name="costs">The costs of the arcs: every stored value is one, a zero too. Entries are finite or +∞.</param>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stored value is NaN or −∞.</exception>
    public SparseCost(CsrMatrix<T> costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        foreach (T value in costs.Values)
        {
            if (!(value > T.NegativeInfinity))
                throw new ArgumentOutOfRangeException(nameof(costs), value, $"SparseCost: a stored cost of the {costs.Rows} by {costs.Columns} matrix is neither finite nor +∞.");
        }

        (Rows, Columns) = (costs.Rows, costs.Columns);
        _byRow = new(costs.RowStarts.ToArray(), costs.ColumnIndices.ToArray(), Array.ConvertAll(costs.Values.ToArray(), double.CreateTruncating));
        _byColumn = _byRow.Transposed(Columns);
    }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <summary>How many arcs there are.</summary>
    public int ArcCount => _byRow.Count;

    CostRange IKnownRange.Range => _byRow.Range;

    internal SparseArcs<T> Arcs => _byRow;

    /// <inheritdoc/>
    public T Entry(int row, int column)
    {
        T entry = default;
        Row(row, column, new Span<T>(ref entry));
        return entry;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<T> Row(int row, int column, Span<T> buffer)
    {
        CostGuard.Stretch(this, row, column, buffer.Length);
        buffer.Fill(T.PositiveInfinity);
        _byRow.Scatter(row, column, buffer);
        return buffer;
    }

    /// <inheritdoc/>
    public void SoftMinimum(ReadOnlySpan<double> heights, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, heights, transposed, destination, epsilon, nameof(heights));
        (transposed ? _byColumn : _byRow).SoftMinimum(heights, epsilon, destination, default);
    }

    /// <inheritdoc/>
    public void KernelProduct(ReadOnlySpan<double> x, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, x, transposed, destination, epsilon, nameof(x));
        (transposed ? _byColumn : _byRow).KernelProduct(x, epsilon, destination);
    }

    /// <inheritdoc/>
    public void MeanCosts(ReadOnlySpan<double> heights, double epsilon, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, heights, false, destination, epsilon, nameof(heights));
        _byRow.SoftMinimum(heights, epsilon, default, destination);
    }

    /// <inheritdoc/>
    public void LeastCosts(ReadOnlySpan<double> g, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, g, false, destination, 1, nameof(g));
        _byRow.LeastCosts(g, destination);
    }

    /// <inheritdoc/>
    /// <remarks>+∞ for a row from which some target with a positive x cannot be reached.</remarks>
    public void CostProduct(ReadOnlySpan<double> x, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, x, false, destination, 1, nameof(x));
        _byRow.CostProduct(x, destination);
    }
}
