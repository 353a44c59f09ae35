namespace MathsIA;

/// <summary>Steps through the innermost runs of a <see cref="StridedPlan"/>, in row-major order, keeping the place of each
/// operand by additions: for walks whose runs are short, where working every place out anew would cost more than the run.</summary>
internal ref struct StridedRuns
{
    private readonly StridedPlan _plan;
    private readonly int[] _index;
    private readonly int[] _places;
    private bool _started;

    public StridedRuns(StridedPlan plan)
    {
        _plan = plan;
        _index = new int[plan.Rank];
        _places = new int[plan.Operands];
    }

    /// <summary>Goes to the next run. False when there is none.</summary>
    public bool Next()
    {
        if (!_started)
        {
            _started = true;
            return !_plan.IsEmpty;
        }

        for (int axis = _plan.Rank - 2; axis >= 0; axis--)
        {
            bool ends = ++_index[axis] == _plan.Lengths[axis];
            int steps = ends ? 1 - _plan.Lengths[axis] : 1;
            for (int k = 0; k < _places.Length; k++)
                _places[k] += steps * _plan.Stride(axis, k);
            if (!ends)
                return true;
            _index[axis] = 0;
        }

        return false;
    }

    /// <summary>Where the run starts in one operand, relative to the operand's offset.</summary>
    public readonly int Place(int operand) => _places[operand];
}
