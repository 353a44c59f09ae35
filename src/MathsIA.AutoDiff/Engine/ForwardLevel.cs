using System.Numerics;

namespace MathsIA.AutoDiff.Engine;

/// <summary>Forward mode: every entry is a value with its tangent (a dual tensor).</summary>
internal sealed class ForwardLevel<T> : Level<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Dual[] _duals = new Dual[64];
    private int _count;

    public DifferentiationOptions Options { get; private set; } = DifferentiationOptions.Default;

    public void Open(DifferentiationOptions options)
    {
        Options = options;
        OpenLevel();
    }

    public Variable<T> Lift(Variable<T> value, Variable<T> tangent)
    {
        if (_count == _duals.Length)
            Array.Resize(ref _duals, 2 * _count);
        Hold(value);
        Hold(tangent);
        _duals[_count] = new Dual { Value = value, Tangent = tangent };
        return new Variable<T>(this, _count++, Epoch);
    }

    /// <summary>A result taken apart; the tangent is none where nothing depends on this level.</summary>
    public (Variable<T> Value, Variable<T> Tangent) Unwrap(in Variable<T> variable)
    {
        if (!ReferenceEquals(variable.Origin, this))
            return (variable, default);
        Dual dual = Get(variable);
        return (dual.Value, dual.Tangent);
    }

    public override void Apply(IPrimitive<T> primitive, ReadOnlySpan<Variable<T>> operands, Span<Variable<T>> outputs)
    {
        RequireOpen("a forward derivative");
        int count = operands.Length;
        Operands<Variable<T>> valueRoom = default, tangentRoom = default, resultRoom = default;
        Span<Variable<T>> values = count <= Operands<Variable<T>>.Length ? valueRoom[..count] : new Variable<T>[count];
        Span<Variable<T>> tangents = count <= Operands<Variable<T>>.Length ? tangentRoom[..count] : new Variable<T>[count];
        Span<Variable<T>> results = outputs.Length <= Operands<Variable<T>>.Length ? resultRoom[..outputs.Length] : new Variable<T>[outputs.Length];
        bool moves = false;
        for (int k = 0; k < count; k++)
        {
            (values[k], tangents[k]) = Unwrap(operands[k]);
            moves |= !tangents[k].IsNone;
        }

        CellPool<T> pool = CellPool<T>.Current;
        CellPool<T>.Region region = pool.Begin();
        string? outer = pool.DerivativeOf;
        try
        {
            pool.Context = Options.Context;
            pool.DetectsAnomalies |= Options.DetectAnomalies;
            Interpreter.Apply(primitive, values, outputs);
            pool.DerivativeOf = primitive.Name;
            if (moves)
                primitive.Forward(new ForwardCall<T>(values, tangents, outputs, results));
            for (int i = 0; i < outputs.Length; i++)
                outputs[i] = Lift(outputs[i], results[i]);
        }
        finally
        {
            pool.DerivativeOf = outer;
            pool.End(region);
        }
    }

    public override Shape ShapeOf(in Variable<T> variable) => Get(variable).Value.Shape;

    public override Cell<T> CellOf(in Variable<T> variable)
    {
        Variable<T> value = Get(variable).Value;
        return value.Origin.CellOf(value);
    }

    public override Variable<T> Stopped(in Variable<T> variable)
    {
        Variable<T> value = Get(variable).Value;
        return value.Origin.Stopped(value);
    }

    public override string Describe(in Variable<T> variable) =>
        variable.Epoch != Epoch ? "Variable (its forward derivative has ended)" : $"Dual of {_duals[variable.Index].Value}";

    public void Close()
    {
        for (int i = 0; i < _count; i++)
        {
            Drop(_duals[i].Value);
            Drop(_duals[i].Tangent);
        }

        Array.Clear(_duals, 0, _count);
        _count = 0;
        CloseLevel();
    }

    private ref readonly Dual Get(in Variable<T> variable)
    {
        RequireCurrent(variable, "a forward derivative");
        RequireOpen("a forward derivative");
        return ref _duals[variable.Index];
    }

    private struct Dual
    {
        public Variable<T> Value;
        public Variable<T> Tangent;
    }
}
