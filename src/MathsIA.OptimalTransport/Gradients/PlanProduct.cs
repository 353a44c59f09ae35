using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Products with an entropic plan in doubles, for systems that ask for many: kept as a matrix where that is small, else computed anew row by row.</summary>
internal sealed class PlanProduct<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>32 MB of doubles.</summary>
    private const long StoredCells = 1L << 22;

    private readonly EntropicPlan<T> _plan;
    private readonly double[]? _stored;
    private readonly double[] _row;
    private readonly T[] _buffer;

    public PlanProduct(EntropicPlan<T> plan)
    {
        _plan = plan;
        (_row, _buffer) = (new double[plan.Columns], new T[plan.Columns]);
        if ((long)plan.Rows * plan.Columns > StoredCells)
            return;
        _stored = new double[plan.Rows * plan.Columns];
        for (int i = 0; i < plan.Rows; i++)
            plan.Row(i, _buffer, _stored.AsSpan(i * plan.Columns, plan.Columns));
    }

    /// <summary>Row i. The next call may overwrite it.</summary>
    public ReadOnlySpan<double> Row(int i)
    {
        if (_stored is not null)
            return _stored.AsSpan(i * _plan.Columns, _plan.Columns);
        _plan.Row(i, _buffer, _row);
        return _row;
    }

    /// <summary><c>P x</c>.</summary>
    public void Apply(ReadOnlySpan<double> x, Span<double> destination)
    {
        for (int i = 0; i < _plan.Rows; i++)
            destination[i] = System.Numerics.Tensors.TensorPrimitives.Dot(Row(i), x);
    }

    /// <summary><c>Pᵀ x</c>.</summary>
    public void ApplyTransposed(ReadOnlySpan<double> x, Span<double> destination)
    {
        destination.Clear();
        for (int i = 0; i < _plan.Rows; i++)
        {
            if (x[i] != 0)
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(Row(i), x[i], destination, destination);
        }
    }
}
