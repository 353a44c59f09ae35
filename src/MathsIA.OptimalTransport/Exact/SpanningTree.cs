using System.Runtime.CompilerServices;

namespace MathsIA.OptimalTransport;

/// <summary>A basis of the transportation problem: a spanning tree over rows and columns, with the flow of every arc in it and the
/// potentials that make the cost of every arc in it <c>u_i + v_j</c>.</summary>
/// <remarks>
/// <para>Rows are the nodes 0 to R − 1, columns R to R + C − 1; a node keeps the arc to its parent, and how many nodes hang on it. A thread runs through the
/// nodes, each before all that hangs on it, so that a subtree is a stretch of the thread. A pivot cuts the tree in
/// two and joins the parts elsewhere; the smaller part is the one that moves, so that the root may change.</para>
/// <para>Costs come in two parts, of which the first decides: the huge part, for arcs that are forbidden or so dear that their
/// cost would drown that of the others in rounding, and the plain part. Potentials are never updated by differences: the part
/// that moves is computed anew from the arc it hangs on, and <see cref="Refresh()"/> computes all of them from the root, so that a rounding
/// error does not outlive the arc that made it for long.</para>
/// <para>Source: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows", Prentice Hall 1993, chapter 11.</para>
/// </remarks>
internal sealed class SpanningTree
{
    private const int None = -1;

    private readonly int _rows;
    private readonly int[] _parent;
    private readonly int[] _size;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int[] _last;
    private readonly long[] _flow;
    private readonly double[] _cost;
    private readonly double[]? _hugeCost;
    private readonly double[] _potential;
    private readonly double[]? _hugePotential;
    private int _root;

    /// <summary>Roots the tree made of the given arcs, as many as there are nodes less one.</summary>
    public SpanningTree(int rows, int columns, List<BasicArc> arcs, bool hasHuge)
    {
        int nodes = rows + columns;
        _rows = rows;
        _parent = new int[nodes];
        _size = new int[nodes];
        _next = new int[nodes];
        _previous = new int[nodes];
        _last = new int[nodes];
        _flow = new long[nodes];
        _cost = new double[nodes];
        _potential = new double[nodes];
        if (hasHuge)
            (_hugeCost, _hugePotential) = (new double[nodes], new double[nodes]);
        Array.Fill(_parent, None);
        Root(arcs);
    }

    /// <summary>The potentials u of the rows, plain part.</summary>
    public ReadOnlySpan<double> RowPotentials => _potential.AsSpan(0, _rows);

    /// <summary>The potentials v of the columns, plain part.</summary>
    public ReadOnlySpan<double> ColumnPotentials => _potential.AsSpan(_rows);

    /// <summary>The potentials of the rows, huge part; empty where there is none.</summary>
    public ReadOnlySpan<double> HugeRowPotentials => _hugePotential is null ? default : _hugePotential.AsSpan(0, _rows);

    /// <summary>The potentials of the columns, huge part; empty where there is none.</summary>
    public ReadOnlySpan<double> HugeColumnPotentials => _hugePotential is null ? default : _hugePotential.AsSpan(_rows);

    /// <summary>The arcs of the tree.</summary>
    public IEnumerable<BasicArc> Arcs()
    {
        for (int node = 0; node < _parent.Length; node++)
        {
            if (node == _root)
                continue;
            (int row, int column) = node < _rows ? (node, _parent[node]) : (_parent[node], node);
            yield return new(row, column - _rows, _flow[node], _cost[node], _hugeCost?[node] ?? 0);
        }
    }

    /// <summary>Brings an arc into the basis: as much flow as possible goes round the cycle it closes, and the arc that runs dry leaves.</summary>
    public void Pivot(int row, int column, double cost, double hugeCost)
    {
        column += _rows;
        (int leaving, bool onRowSide) = Blocking(row, column);
        long change = _flow[leaving];
        Augment(row, column, change);

        // The entering arc joins the part below the leaving arc, where it has one end, to the rest, where it has the other.
        (int inside, int outside) = onRowSide ? (row, column) : (column, row);
        int below = _size[leaving];
        Cut(leaving);
        if (2 * below <= _parent.Length)
        {
            Hang(inside, leaving, outside, (change, cost, hugeCost));
        }
        else
        {
            int root = _root;
            _root = leaving;
            Hang(outside, root, inside, (change, cost, hugeCost));
        }
    }

    /// <summary>Computes all potentials anew, from 0 at the root.</summary>
    public void Refresh()
    {
        _potential[_root] = 0;
        if (_hugePotential is not null)
            _hugePotential[_root] = 0;
        if (_last[_root] != _root)
            Refresh(_next[_root], _last[_root]);
    }

    /// <summary>Takes a node off its parent, with all that hangs on it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cut(int node)
    {
        int before = _previous[node], last = _last[node], after = _next[last];
        for (int above = _parent[node]; above != None; above = _parent[above])
        {
            _size[above] -= _size[node];
            if (_last[above] == last)
                _last[above] = before;
        }

        Link(before, after);
        (_parent[node], _previous[node], _next[last]) = (None, None, None);
    }

    /// <summary>Hangs the part with the given top onto a node of the other part, by one of its own nodes, which becomes its top.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Hang(int by, int top, int onto, (long Flow, double Cost, double Huge) arc)
    {
        int total = _size[top], carried = 0, above = onto, end = Rethread(by, top);
        bool wasLast = _last[onto] == onto;
        int after = _next[onto];
        for (int ancestor = onto; ancestor != None; ancestor = _parent[ancestor])
        {
            _size[ancestor] += total;
            if (wasLast && _last[ancestor] == onto)
                _last[ancestor] = end;
        }

        Link(onto, by);
        Link(end, after);
        for (int node = by; ;)
        {
            int parent = _parent[node];
            (long, double, double) displaced = (_flow[node], _cost[node], _hugeCost?[node] ?? 0);
            (_parent[node], _last[node]) = (above, end);
            (_flow[node], _cost[node]) = (arc.Flow, arc.Cost);
            if (_hugeCost is not null)
                _hugeCost[node] = arc.Huge;
            // What hung on the node before, less what it now hangs on, and all that was above it.
            (_size[node], carried) = (total - carried, _size[node]);
            if (node == top)
                break;
            (above, node, arc) = (node, parent, displaced);
        }

        Refresh(by, end);
    }

    /// <summary>Threads a part anew so that another of its nodes comes first, and returns the last: what hangs on the new top, then for each node between it and
    /// the old top the node itself with what hangs on it otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Rethread(int by, int top)
    {
        int end = _last[by], inner = by, innerFirst = _previous[by], innerAfter = _next[end], innerLast = end;
        while (inner != top)
        {
            int node = _parent[inner], last = _last[node];
            // The stretch of a node is cut in two by that of the node below it on the way.
            int before = innerFirst, after = innerLast == last ? None : innerAfter;
            innerFirst = _previous[node];
            // Where both end together, what comes after has been read already, and perhaps linked anew since.
            if (after != None)
                (innerAfter, innerLast) = (_next[last], last);
            Link(end, node);
            end = before;
            if (after != None)
            {
                Link(end, after);
                end = last;
            }

            inner = node;
        }

        return end;
    }

    private void Link(int first, int second)
    {
        if (first != None)
            _next[first] = second;
        if (second != None)
            _previous[second] = first;
    }

    /// <summary>The arc, named by its lower node, that runs dry first when flow goes round the cycle of the entering arc, and whether it
    /// lies between the entering arc's row and the join.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Leaving, bool OnRowSide) Blocking(int row, int column)
    {
        int a = row, b = column, leaving = None;
        bool onRowSide = false;
        long least = long.MaxValue;
        while (a != b)
        {
            // More flow leaves the row and reaches the column by the new arc, so on the row's side the arcs above rows carry less,
            // on the column's side those above columns.
            // Above lies the larger of the two, or neither is above the other.
            if (_size[a] <= _size[b])
            {
                if (a < _rows && _flow[a] < least)
                    (least, leaving, onRowSide) = (_flow[a], a, true);
                a = _parent[a];
            }
            else
            {
                if (b >= _rows && _flow[b] < least)
                    (least, leaving, onRowSide) = (_flow[b], b, false);
                b = _parent[b];
            }
        }

        return (leaving, onRowSide);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Augment(int row, int column, long change)
    {
        int a = row, b = column;
        while (a != b)
        {
            if (_size[a] <= _size[b])
            {
                _flow[a] += a < _rows ? -change : change;
                a = _parent[a];
            }
            else
            {
                _flow[b] += b >= _rows ? -change : change;
                b = _parent[b];
            }
        }
    }

    /// <summary>The potentials of a stretch of the thread, each from that of its parent, which stands before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Refresh(int first, int last)
    {
        for (int node = first; ; node = _next[node])
        {
            _potential[node] = _cost[node] - _potential[_parent[node]];
            if (node == last)
                break;
        }

        if (_hugePotential is null)
            return;
        for (int node = first; ; node = _next[node])
        {
            _hugePotential[node] = _hugeCost![node] - _hugePotential[_parent[node]];
            if (node == last)
                return;
        }
    }

    /// <summary>Hangs the arcs on row 0, depth first.</summary>
    private void Root(List<BasicArc> arcs)
    {
        int nodes = _parent.Length;
        // The arcs at each node, those of node k from starts[k] on.
        var starts = new int[nodes + 1];
        foreach (BasicArc arc in arcs)
        {
            starts[arc.Row + 1]++;
            starts[_rows + arc.Column + 1]++;
        }

        for (int node = 0; node < nodes; node++)
            starts[node + 1] += starts[node];
        var at = new int[2 * arcs.Count];
        int[] place = starts[..nodes];
        for (int k = 0; k < arcs.Count; k++)
        {
            at[place[arcs[k].Row]++] = k;
            at[place[_rows + arcs[k].Column]++] = k;
        }

        var stack = new Stack<int>();
        stack.Push(0);
        var order = new List<int>(nodes);
        while (stack.TryPop(out int node))
        {
            order.Add(node);
            for (int k = starts[node]; k < starts[node + 1]; k++)
            {
                BasicArc arc = arcs[at[k]];
                int child = node < _rows ? _rows + arc.Column : arc.Row;
                if (child == _parent[node])
                    continue;
                _parent[child] = node;
                (_flow[child], _cost[child]) = (arc.Flow, arc.Cost);
                if (_hugeCost is not null)
                    _hugeCost[child] = arc.HugeCost;
                stack.Push(child);
            }
        }

        for (int k = order.Count - 1; k >= 0; k--)
        {
            int node = order[k];
            _size[node]++;
            _last[node] = order[k + _size[node] - 1];
            if (_parent[node] != None)
                _size[_parent[node]] += _size[node];
            Link(node, k + 1 < order.Count ? order[k + 1] : None);
        }

        _previous[0] = None;
        Refresh();
    }
}
