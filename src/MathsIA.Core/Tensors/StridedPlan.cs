namespace MathsIA;

/// <summary>How to walk several strided operands of one shape together: axes of length 1 dropped, neighbouring axes joined
/// wherever every operand allows it, so that the innermost run is as long as can be.</summary>
/// <remarks>After construction the operands share <see cref="Lengths"/>; operand <c>k</c> has the strides
/// <c>StridesOf(k)</c>. The order of axes is kept, so the walk is row-major and reductions keep their order.</remarks>
internal readonly ref struct StridedPlan
{
    private readonly int[] _strides;

    /// <summary>Plans the walk over <paramref name="shape"/> for operands whose strides are given one array each.</summary>
    public StridedPlan(Shape shape, params ReadOnlySpan<int[]> strides)
    {
        Operands = strides.Length;
        var lengths = new int[Math.Max(1, shape.Rank)];
        _strides = new int[lengths.Length * Operands];
        int rank = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            int length = shape.Lengths[axis];
            if (length == 1)
                continue;
            bool joins = rank > 0;
            for (int k = 0; k < Operands && joins; k++)
                joins = _strides[(rank - 1) * Operands + k] == (long)strides[k][axis] * length;
            if (!joins)
                rank++;
            lengths[rank - 1] = joins ? lengths[rank - 1] * length : length;
            for (int k = 0; k < Operands; k++)
                _strides[(rank - 1) * Operands + k] = strides[k][axis];
        }

        if (rank == 0)
        {
            // A single element: one run of length one.
            rank = 1;
            lengths[0] = 1;
        }

        Rank = rank;
        Lengths = lengths.AsSpan(0, rank);
        IsEmpty = shape.ElementCount == 0;
    }

    public int Operands { get; }

    public int Rank { get; }

    public ReadOnlySpan<int> Lengths { get; }

    public bool IsEmpty { get; }

    /// <summary>The length of the innermost run.</summary>
    public int RunLength => Lengths[^1];

    /// <summary>How many innermost runs there are.</summary>
    public int RunCount
    {
        get
        {
            int count = 1;
            foreach (int length in Lengths[..^1])
                count *= length;
            return count;
        }
    }

    /// <summary>The stride of operand <paramref name="operand"/> along the innermost run.</summary>
    public int RunStride(int operand) => _strides[(Rank - 1) * Operands + operand];

    /// <summary>The stride of one operand along one joined axis.</summary>
    public int Stride(int axis, int operand) => _strides[axis * Operands + operand];

    /// <summary>The place, relative to the operand's offset, where innermost run number <paramref name="run"/> starts.</summary>
    public int RunStart(int run, int operand)
    {
        int place = 0;
        for (int axis = Rank - 2; axis >= 0; axis--)
        {
            (run, int index) = Math.DivRem(run, Lengths[axis]);
            place += index * _strides[axis * Operands + operand];
        }

        return place;
    }
}
