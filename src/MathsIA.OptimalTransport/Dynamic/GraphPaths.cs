using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.OptimalTransport;

/// <summary>Shortest paths in a graph by Dijkstra's algorithm, from several vertices at once, each with a head start.</summary>
internal sealed class GraphPaths
{
    private readonly int[] _starts;
    private readonly int[] _next;
    private readonly int[] _edges;
    private readonly double[] _lengths;

    private GraphPaths(int[] starts, int[] next, int[] edges, double[] lengths) => (_starts, _next, _edges, _lengths) = (starts, next, edges, lengths);

    /// <summary>For each vertex, the edge by which its path came; −1 where there is none.</summary>
    public int[] Edge { get; private set; } = [];

    /// <summary>For each vertex, the vertex before it on its path.</summary>
    public int[] Before { get; private set; } = [];

    public static GraphPaths Along<T>(CsrMatrix<T> edges) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(edges.RowStarts.ToArray(), edges.ColumnIndices.ToArray(), [.. Enumerable.Range(0, edges.StoredCount)], Array.ConvertAll(edges.Values.ToArray(), double.CreateTruncating));

    /// <summary>The same edges, walked from their heads to their tails.</summary>
    public static GraphPaths Against<T>(CsrMatrix<T> edges) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int vertices = edges.Rows, count = edges.StoredCount;
        int[] starts = new int[vertices + 1], next = new int[count], order = new int[count];
        var lengths = new double[count];
        foreach (int head in edges.ColumnIndices)
            starts[head + 1]++;
        for (int v = 0; v < vertices; v++)
            starts[v + 1] += starts[v];
        int[] at = starts[..vertices];
        for (int v = 0; v < vertices; v++)
        {
            for (int edge = edges.RowStarts[v]; edge < edges.RowStarts[v + 1]; edge++)
            {
                int place = at[edges.ColumnIndices[edge]]++;
                (next[place], order[place], lengths[place]) = (v, edge, double.CreateTruncating(edges.Values[edge]));
            }
        }

        return new(starts, next, order, lengths);
    }

    /// <summary>The least of head start plus way, for every vertex; +∞ where none of the beginnings leads.</summary>
    public double[] Run(ReadOnlySpan<int> beginnings, ReadOnlySpan<double> headStarts)
    {
        int vertices = _starts.Length - 1;
        var distances = new double[vertices];
        (Edge, Before) = (new int[vertices], new int[vertices]);
        Array.Fill(distances, double.PositiveInfinity);
        Array.Fill(Edge, -1);
        var front = new PriorityQueue<int, double>();
        for (int k = 0; k < beginnings.Length; k++)
        {
            distances[beginnings[k]] = Math.Min(distances[beginnings[k]], headStarts[k]);
            front.Enqueue(beginnings[k], headStarts[k]);
        }

        while (front.TryDequeue(out int vertex, out double distance))
        {
            // A vertex may stand in the queue several times; the shortest came first.
            if (distance > distances[vertex])
                continue;
            for (int edge = _starts[vertex]; edge < _starts[vertex + 1]; edge++)
            {
                int to = _next[edge];
                double through = distance + _lengths[edge];
                if (!(through < distances[to]))
                    continue;
                (distances[to], Edge[to], Before[to]) = (through, _edges[edge], vertex);
                front.Enqueue(to, through);
            }
        }

        return distances;
    }
}
