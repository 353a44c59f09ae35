using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.AutoDiff.Engine;

/// <summary>Sends an operation where it belongs: to the innermost level among its operands, or to its kernel.</summary>
internal static class Interpreter
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> Apply<T>(IPrimitive<T> primitive, Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Variable<T> result = default;
        Apply(primitive, new ReadOnlySpan<Variable<T>>(in x), new Span<Variable<T>>(ref result));
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> Apply<T>(IPrimitive<T> primitive, params ReadOnlySpan<Variable<T>> operands) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Variable<T> result = default;
        Apply(primitive, operands, new Span<Variable<T>>(ref result));
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<T>(IPrimitive<T> primitive, ReadOnlySpan<Variable<T>> operands, Span<Variable<T>> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Origin<T>? inner = null;
        long tag = 0;
        foreach (ref readonly Variable<T> operand in operands)
        {
            Origin<T> origin = operand.Origin;
            if (origin.Tag > tag)
            {
                tag = origin.Tag;
                inner = origin;
            }
        }

        if (inner is null)
            Evaluate(primitive, operands, outputs);
        else
            ((Level<T>)inner).Apply(primitive, operands, outputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Evaluate<T>(IPrimitive<T> primitive, ReadOnlySpan<Variable<T>> operands, Span<Variable<T>> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = operands.Length;
        Operands<Cell<T>> cellRoom = default;
        Operands<Shape> shapeRoom = default, resultRoom = default;
        Operands<Cell<T>?> madeRoom = default;
        Span<Cell<T>> cells = count <= Operands<Cell<T>>.Length ? cellRoom[..count] : new Cell<T>[count];
        Span<Shape> shapes = count <= Operands<Shape>.Length ? shapeRoom[..count] : new Shape[count];
        for (int k = 0; k < count; k++)
        {
            cells[k] = ((Cell<T>)operands[k].Origin).Checked(operands[k]);
            shapes[k] = cells[k].Tensor.Shape;
        }

        int results = outputs.Length;
        Span<Shape> resultShapes = results <= Operands<Shape>.Length ? resultRoom[..results] : new Shape[results];
        Span<Cell<T>?> made = results <= Operands<Cell<T>?>.Length ? madeRoom[..results] : new Cell<T>?[results];
        primitive.InferShapes(shapes, resultShapes);
        CellPool<T> pool = CellPool<T>.Current;
        primitive.Evaluate(new EvaluationCall<T>(pool, cells, resultShapes, made));
        for (int i = 0; i < results; i++)
            outputs[i] = new Variable<T>(made[i] ?? throw new InvalidOperationException($"{primitive.Name}: the primitive did not write its output {i}."));
        if (pool.DetectsAnomalies)
            Anomaly.Check(primitive, cells, made, pool.DerivativeOf);
    }
}
