using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The primitive of a <see cref="ISlope{T}"/>: the first derivative by its kernel, higher ones by the formula.</summary>
internal sealed class Slope<T, TSlope> : IPrimitive<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TSlope : struct, ISlope<T>
{
    private static readonly Slope<T, TSlope> Primitive = new();

    public string Name => TSlope.Name;

    public static Variable<T> Of(Variable<T> x, Variable<T> d) => Interpreter.Apply(Primitive, x, d);

    /// <summary>The slope at the result, times its cotangent, for a rule that reads neither again: in the memory of the cotangent where that is free.</summary>
    public static Variable<T> OfResult(in ReverseCall<T> call)
    {
        Variable<T> y = call.Result(), d = call.Cotangent();
        if (y.Origin is not Cell<T> value || call.OwnCotangent() is not { } own)
            return Of(y, d);
        TSlope.Evaluate(value.Checked(y).Tensor, own.Tensor, own.Tensor, call.Options.Context);
        return d;
    }

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = Shape.Broadcast(operands[0], operands[1], TSlope.Name);

    public void Evaluate(in EvaluationCall<T> call) => TSlope.Evaluate(call.Operand(0), call.Operand(1), call.Result(), call.Context);

    public void Forward(in ForwardCall<T> call) => call.AddByComposition(Plain);

    public void Reverse(in ReverseCall<T> call) => call.AddByComposition(Plain);

    public void Batch(in BatchCall<T> call) => call.ApplyElementwise(this);

    private static Variable<T> Plain(IReadOnlyList<Variable<T>> operands) => TSlope.Plain(operands[0], operands[1]);
}
