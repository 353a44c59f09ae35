using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.OptimalTransport;

/// <summary>Costs by the lengths of shortest paths in a graph: <c>d(i, j)^power</c>, +∞ where there is no path.</summary>
/// <remarks>A row is found by Dijkstra's algorithm when it is first asked for, in <c>O(E log V)</c>, and kept: memory for the rows that were asked
/// for. Several threads may ask at once; at worst a row is found twice.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class GraphCost<T> : ICostGeometry<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CsrMatrix<T> _edges;
    private readonly int[] _sources;
    private readonly int[] _targets;
    private readonly double _power;
    private readonly T[]?[] _rows;

    /// <summary>Takes the graph.</summary>
    /// <param name="edges">The lengths of the edges, not negative and finite, vertex by vertex; for an undirected graph store both directions.</param>
    /// <param name="sources">The vertices that are sources; null for all.</param>
    /// <param name="targets">The vertices that are targets; null for all.</param>
    /// <param name="power">The power of the distance, positive.</param>
    /// <exception cref="ArgumentNullException">The edges are null.</exception>
    /// <exception cref="ShapeMismatchException">The edges are not a square matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or not finite, a vertex not in the graph, or the power not positive and finite.</exception>
    public GraphCost(CsrMatrix<T> edges, IReadOnlyList<int>? sources = null, IReadOnlyList<int>? targets = null, double power = 1)
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (edges.Rows != edges.Columns)
            throw new ShapeMismatchException($"GraphCost: edges is {edges.Rows} by {edges.Columns}; a square matrix is asked for.");
        foreach (T length in edges.Values)
        {
            if (!(length >= T.Zero && T.IsFinite(length)))
                throw new ArgumentOutOfRangeException(nameof(edges), length, "GraphCost: the length of an edge is negative or not finite.");
        }

        if (!(power > 0 && double.IsFinite(power)))
            throw new ArgumentOutOfRangeException(nameof(power), power, "GraphCost: the power must be positive and finite.");
        _edges = edges;
        _sources = Vertices(sources, edges.Rows, nameof(sources));
        _targets = Vertices(targets, edges.Rows, nameof(targets));
        _power = power;
        _rows = new T[]?[_sources.Length];
    }

    /// <inheritdoc/>
    public int Rows => _sources.Length;

    /// <inheritdoc/>
    public int Columns => _targets.Length;

    /// <inheritdoc/>
    public T Entry(int row, int column)
    {
        CostGuard.Stretch(this, row, column, 1);
        return Found(row)[column];
    }

    /// <inheritdoc/>
    public ReadOnlySpan<T> Row(int row, int column, Span<T> buffer)
    {
        CostGuard.Stretch(this, row, column, buffer.Length);
        return Found(row).AsSpan(column, buffer.Length);
    }

    private static int[] Vertices(IReadOnlyList<int>? given, int count, string name)
    {
        if (given is null)
            return [.. Enumerable.Range(0, count)];
        foreach (int vertex in given)
        {
            if ((uint)vertex >= (uint)count)
                throw new ArgumentOutOfRangeException(name, vertex, $"GraphCost: a vertex of {name} is not one of the {count} of the graph.");
        }

        return [.. given];
    }

    private T[] Found(int row) => Volatile.Read(ref _rows[row]) ?? Find(row);

    private T[] Find(int row)
    {
        var distances = new double[_edges.Rows];
        Array.Fill(distances, double.PositiveInfinity);
        var front = new PriorityQueue<int, double>();
        distances[_sources[row]] = 0;
        front.Enqueue(_sources[row], 0);
        while (front.TryDequeue(out int vertex, out double distance))
        {
            // A vertex may stand in the queue several times; the shortest came first.
            if (distance > distances[vertex])
                continue;
            for (int edge = _edges.RowStarts[vertex]; edge < _edges.RowStarts[vertex + 1]; edge++)
            {
                int next = _edges.ColumnIndices[edge];
                double through = distance + double.CreateTruncating(_edges.Values[edge]);
                if (through < distances[next])
                {
                    distances[next] = through;
                    front.Enqueue(next, through);
                }
            }
        }

        T[] costs = Array.ConvertAll(_targets, vertex => T.CreateTruncating(_power == 1 ? distances[vertex] : Math.Pow(distances[vertex], _power)));
        Volatile.Write(ref _rows[row], costs);
        return costs;
    }
}
