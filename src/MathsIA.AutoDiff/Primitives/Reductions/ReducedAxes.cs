namespace MathsIA.AutoDiff.Primitives;

/// <summary>The axes that a reduction sums over, counted from 0 and in order, and whether they stay with length 1.</summary>
internal readonly struct ReducedAxes
{
    private readonly int[] _axes;

    private ReducedAxes(int[] axes, bool keep)
    {
        _axes = axes;
        Keep = keep;
    }

    /// <summary>The first axis alone, which is dropped.</summary>
    public static ReducedAxes First { get; } = new([0], false);

    public bool Keep { get; }

    public ReadOnlySpan<int> Axes => _axes;

    /// <summary>For Core, which may be given them as they are.</summary>
    public Axes ForCore => Axes.Length == 0 ? MathsIA.Axes.Create() : _axes;

    public static ReducedAxes Resolve(string operation, Axes axes, bool keep, Shape shape)
    {
        var marks = new bool[shape.Rank];
        if (axes.IsAll)
            Array.Fill(marks, true);
        foreach (int axis in axes)
        {
            int resolved = shape.Axis(axis, nameof(axes));
            if (marks[resolved])
                throw new ArgumentException($"{operation}: axis {resolved} of {shape} is named twice in {axes}.", nameof(axes));
            marks[resolved] = true;
        }

        var list = new List<int>(marks.Length);
        for (int axis = 0; axis < marks.Length; axis++)
        {
            if (marks[axis])
                list.Add(axis);
        }

        return new ReducedAxes([.. list], keep);
    }

    /// <summary>The same axes of one example, behind the axis of the examples.</summary>
    public ReducedAxes Batched() => new(Array.ConvertAll(_axes, static axis => axis + 1), Keep);

    public ReducedAxes Kept() => Keep ? this : new ReducedAxes(_axes, true);

    public bool IsReduced(int axis) => Array.IndexOf(_axes, axis) >= 0;

    /// <summary>How many elements each result is made of.</summary>
    public long Count(Shape shape)
    {
        long count = 1;
        foreach (int axis in _axes)
            count *= shape.Lengths[axis];
        return count;
    }

    public Shape ShapeOf(Shape shape)
    {
        if (!Keep && _axes.Length == shape.Rank)
            return default;
        var lengths = new int[Keep ? shape.Rank : shape.Rank - _axes.Length];
        for (int axis = 0, place = 0; axis < shape.Rank; axis++)
        {
            bool reduced = IsReduced(axis);
            if (!reduced || Keep)
                lengths[place++] = reduced ? 1 : shape.Lengths[axis];
        }

        return new Shape(lengths);
    }
}
