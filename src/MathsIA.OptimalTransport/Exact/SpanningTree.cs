using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.OptimalTransport;

/// <summary>A basis of the transportation problem: a spanning tree over rows and columns, with the flow of every arc in it and the
/// potentials that make the cost of every arc in it <c>u_i + v_j</c>.</summary>
/// <remarks>
/// <para>Rows are the nodes 0 to R − 1, columns R to R + C − 1; a node keeps the arc to its parent, and how many nodes hang on it. A thread runs through the
/// nodes, each before all that hangs on it, so that a subtree is a stretch of the thread. A pivot cuts the tree in
/// two and joins the parts elsewhere; the smaller part is the one that moves, so that the root may change. One node more stands for what is not there: it is its own
/// parent, the parent of the root and both ends of the thread, so that walks up and links of the thread need no exceptions.</para>
/// <para>Costs come in two parts, of which the first decides: the huge part, for arcs that are forbidden or so dear that their
/// cost would drown that of the others in rounding, and the plain part. The potentials of the part that moves are shifted by the reduced cost of the arc it hangs on;
/// <see cref="Refresh()"/> computes all of them from the root, so that a rounding error does not outlive the arc that made it for long.</para>
/// <para>What a walk up the tree touches of a node lies together in one <see cref="Node"/>, for it goes from node to node with no order in memory. The thread and the potentials, all
/// that a shift touches, lie apart and stay in the nearest cache.</para>
/// <para>Source: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows", Prentice Hall 1993, chapter 11.</para>
/// </remarks>
internal sealed class SpanningTree
{
    private readonly int _rows;
    private readonly int _count;
    private readonly Node[] _nodes;
    private readonly int[] _next;
    private readonly double[]? _hugeCost;
    private readonly double[] _potential;
    private readonly double[]? _hugePotential;
    private int _root;
    private int _walk;

    /// <summary>Roots the tree made of the given arcs, as many as there are nodes less one.</summary>
    public SpanningTree(int rows, int columns, List<BasicArc> arcs, bool hasHuge)
    {
        (_rows, _count) = (rows, rows + columns);
        (_nodes, _next) = (new Node[_count + 1], new int[_count + 1]);
        _potential = new double[_count];
        if (hasHuge)
            (_hugeCost, _hugePotential) = (new double[_count], new double[_count]);
        for (int node = 0; node <= _count; node++)
            _nodes[node].Parent = None;
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

    /// <summary>The node that stands for what is not there.</summary>
    private int None => _count;

    /// <summary>The arcs of the tree.</summary>
    public IEnumerable<BasicArc> Arcs()
    {
        for (int node = 0; node < _count; node++)
        {
            if (node == _root)
                continue;
            int parent = _nodes[node].Parent;
            (int row, int column) = node < _rows ? (node, parent) : (parent, node);
            yield return new(row, column - _rows, _nodes[node].Flow, _nodes[node].Cost, _hugeCost?[node] ?? 0);
        }
    }

    /// <summary>Brings an arc into the basis: as much flow as possible goes round the cycle it closes, and the arc that runs dry leaves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pivot(int row, int column, double cost, double hugeCost)
    {
        column += _rows;
        int join = Join(row, column);
        // More flow leaves the row and reaches the column by the new arc, so on the row's side the arcs above rows carry less,
        // on the column's side those above columns.
        int leaving = Least(row, join), other = Least(column, join);
        bool onRowSide = other == None || (leaving != None && _nodes[leaving].Flow <= _nodes[other].Flow);
        leaving = onRowSide ? leaving : other;
        long change = _nodes[leaving].Flow;
        Augment(row, join, change);
        Augment(column, join, change);

        // The entering arc joins the part below the leaving arc, where it has one end, to the rest, where it has the other.
        (int inside, int outside) = onRowSide ? (row, column) : (column, row);
        if (2 * _nodes[leaving].Size <= _count)
        {
            // What is above the join loses and gains as many nodes.
            Cut(leaving, join);
            Hang(inside, leaving, outside, join, (change, cost, hugeCost));
        }
        else
        {
            int root = _root;
            Cut(leaving, None);
            _root = leaving;
            Hang(outside, root, inside, None, (change, cost, hugeCost));
        }
    }

    /// <summary>Computes all potentials anew, from 0 at the root.</summary>
    public void Refresh()
    {
        _potential[_root] = 0;
        if (_hugePotential is not null)
            _hugePotential[_root] = 0;
        if (_count > 1)
            Refresh(_next[_root], _nodes[_root].Last);
    }

    /// <summary>Takes a node off its parent, with all that hangs on it; the nodes from there up to a given one, that one left out, lose its size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cut(int node, int end)
    {
        ref Node nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref Node cut = ref Unsafe.Add(ref nodes, node);
        int before = cut.Previous, last = cut.Last, size = cut.Size, parent = cut.Parent;
        for (int above = parent; above != end; above = Unsafe.Add(ref nodes, above).Parent)
            Unsafe.Add(ref nodes, above).Size -= size;
        Relast(parent, last, before);
        Link(before, _next[last]);
        (cut.Parent, cut.Previous, _next[last]) = (None, None, None);
    }

    /// <summary>Hangs the part with the given top onto a node of the other part, by one of its own nodes, which becomes its top; the nodes from there up to a given one, that one left
    /// out, gain its size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Hang(int by, int top, int onto, int end, (long Flow, double Cost, double Huge) arc)
    {
        ref Node nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        int total = Unsafe.Add(ref nodes, top).Size, carried = 0, above = onto, last = Rethread(by, top);
        double shift = arc.Cost - _potential[onto] - _potential[by];
        for (int ancestor = onto; ancestor != end; ancestor = Unsafe.Add(ref nodes, ancestor).Parent)
            Unsafe.Add(ref nodes, ancestor).Size += total;
        Relast(onto, onto, last);
        int after = _next[onto];
        Link(onto, by);
        Link(last, after);
        for (int at = by; ;)
        {
            ref Node node = ref Unsafe.Add(ref nodes, at);
            int parent = node.Parent;
            (long, double, double) displaced = (node.Flow, node.Cost, _hugeCost?[at] ?? 0);
            (node.Parent, node.Last, node.Flow, node.Cost) = (above, last, arc.Flow, arc.Cost);
            if (_hugeCost is not null)
                _hugeCost[at] = arc.Huge;
            // What hung on the node before, less what it now hangs on, and all that was above it.
            (node.Size, carried) = (total - carried, node.Size);
            if (at == top)
                break;
            (above, at, arc) = (at, parent, displaced);
        }

        Shift(by, last, shift);
        if (_hugePotential is not null)
            RefreshHuge(by, last);
    }

    /// <summary>Threads a part anew so that another of its nodes comes first, and returns the last: what hangs on the new top, then for each node between it and
    /// the old top the node itself with what hangs on it otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Rethread(int by, int top)
    {
        ref Node nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        int end = Unsafe.Add(ref nodes, by).Last, inner = by, innerFirst = Unsafe.Add(ref nodes, by).Previous, innerAfter = _next[end], innerLast = end;
        while (inner != top)
        {
            int at = Unsafe.Add(ref nodes, inner).Parent;
            ref Node node = ref Unsafe.Add(ref nodes, at);
            int last = node.Last;
            // The stretch of a node is cut in two by that of the node below it on the way.
            int before = innerFirst, after = innerLast == last ? None : innerAfter;
            innerFirst = node.Previous;
            // Where both end together, what comes after has been read already, and perhaps linked anew since.
            if (after != None)
                (innerAfter, innerLast) = (_next[last], last);
            Link(end, at);
            end = before;
            if (after != None)
            {
                Link(end, after);
                end = last;
            }

            inner = at;
        }

        return end;
    }

    /// <summary>The stretches that ended with one node, those of its ancestors from the given one on, end with another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Relast(int node, int from, int to)
    {
        ref Node nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        for (; node != None && Unsafe.Add(ref nodes, node).Last == from; node = Unsafe.Add(ref nodes, node).Parent)
            Unsafe.Add(ref nodes, node).Last = to;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Link(int first, int second)
    {
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_next), first) = second;
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_nodes), second).Previous = first;
    }

    /// <summary>The lowest node above both of two nodes.</summary>
    /// <remarks>Both ways up leave marks, step by step, until one meets the other's. No branch depends on which of the two is deeper: there is nothing to guess wrong, and the two
    /// chains of loads run side by side.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Join(int a, int b)
    {
        ref Node nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        int first = _walk + 1, second = _walk + 2;
        _walk = second;
        while (true)
        {
            ref Node one = ref Unsafe.Add(ref nodes, a);
            if (one.Mark == second)
                return a;
            one.Mark = first;
            ref Node two = ref Unsafe.Add(ref nodes, b);
            if (two.Mark == first)
                return b;
            two.Mark = second;
            (a, b) = (one.Parent, two.Parent);
        }
    }

    /// <summary>Of the arcs above a node, above its grandparent and so on, below the join: the one of least flow, named by its lower node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Least(int node, int join)
    {
        ref Node nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        int least = None;
        long flow = long.MaxValue;
        while (node != join)
        {
            ref Node lower = ref Unsafe.Add(ref nodes, node);
            if (lower.Flow < flow)
                (least, flow) = (node, lower.Flow);
            if (lower.Parent == join)
                break;
            node = Unsafe.Add(ref nodes, lower.Parent).Parent;
        }

        return least;
    }

    /// <summary>Takes flow off the arc above a node and adds it to the next, and so on in turn up to the join.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Augment(int node, int join, long change)
    {
        ref Node nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        for (; node != join; change = -change)
        {
            ref Node lower = ref Unsafe.Add(ref nodes, node);
            lower.Flow -= change;
            node = lower.Parent;
        }
    }

    /// <summary>Adds to the potentials of a stretch of the thread: rows, if the first is a row, gain what columns lose, and the reverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Shift(int first, int last, double shift)
    {
        ref int next = ref MemoryMarshal.GetArrayDataReference(_next);
        ref double potentials = ref MemoryMarshal.GetArrayDataReference(_potential);
        // The sign bit of a row's number less R: which it is, without a branch to guess.
        long row = BitConverter.DoubleToInt64Bits(first < _rows ? -shift : shift), sign = long.MinValue;
        for (int node = first; ; node = Unsafe.Add(ref next, node))
        {
            Unsafe.Add(ref potentials, node) -= BitConverter.Int64BitsToDouble(row ^ ((long)(_rows - 1 - node) & sign));
            if (node == last)
                break;
        }
    }

    /// <summary>The potentials of a stretch of the thread, each from that of its parent, which stands before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Refresh(int first, int last)
    {
        for (int node = first; ; node = _next[node])
        {
            _potential[node] = _nodes[node].Cost - _potential[_nodes[node].Parent];
            if (node == last)
                break;
        }

        if (_hugePotential is not null)
            RefreshHuge(first, last);
    }

    private void RefreshHuge(int first, int last)
    {
        for (int node = first; ; node = _next[node])
        {
            _hugePotential![node] = _hugeCost![node] - _hugePotential[_nodes[node].Parent];
            if (node == last)
                break;
        }
    }

    /// <summary>Hangs the arcs on row 0, depth first.</summary>
    private void Root(List<BasicArc> arcs)
    {
        // The arcs at each node, those of node k from starts[k] on.
        var starts = new int[_count + 1];
        foreach (BasicArc arc in arcs)
        {
            starts[arc.Row + 1]++;
            starts[_rows + arc.Column + 1]++;
        }

        for (int node = 0; node < _count; node++)
            starts[node + 1] += starts[node];
        var at = new int[2 * arcs.Count];
        int[] place = starts[.._count];
        for (int k = 0; k < arcs.Count; k++)
        {
            at[place[arcs[k].Row]++] = k;
            at[place[_rows + arcs[k].Column]++] = k;
        }

        var stack = new Stack<int>();
        stack.Push(0);
        var order = new List<int>(_count);
        while (stack.TryPop(out int node))
        {
            order.Add(node);
            for (int k = starts[node]; k < starts[node + 1]; k++)
            {
                BasicArc arc = arcs[at[k]];
                int child = node < _rows ? _rows + arc.Column : arc.Row;
                if (child == _nodes[node].Parent)
                    continue;
                (_nodes[child].Parent, _nodes[child].Flow, _nodes[child].Cost) = (node, arc.Flow, arc.Cost);
                if (_hugeCost is not null)
                    _hugeCost[child] = arc.HugeCost;
                stack.Push(child);
            }
        }

        for (int k = order.Count - 1; k >= 0; k--)
        {
            ref Node node = ref _nodes[order[k]];
            node.Size++;
            node.Last = order[k + node.Size - 1];
            _nodes[node.Parent].Size += node.Size;
            Link(order[k], k + 1 < order.Count ? order[k + 1] : None);
        }

        _nodes[0].Previous = None;
        Refresh();
    }

    /// <summary>A node: its place in the tree and in the thread, the arc to its parent, and which walk up went by last.</summary>
    private struct Node
    {
        public int Parent;
        public int Size;
        public int Previous;
        public int Last;
        public int Mark;
        public long Flow;
        public double Cost;
    }
}
