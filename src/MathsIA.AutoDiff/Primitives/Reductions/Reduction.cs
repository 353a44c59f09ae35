using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The primitive of a reduction over axes: forward a weighted sum of tangents, in reverse a weighted repetition.</summary>
internal sealed class Reduction<T, TReduction>(ReducedAxes axes, TReduction reduction) : IPrimitive<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TReduction : struct, IReduction<T>
{
    /// <summary>The reduction of a matrix down its columns.</summary>
    public static readonly Reduction<T, TReduction> OverRows = new(ReducedAxes.First, default);

    public string Name => TReduction.Name;

    public static Variable<T> Of(Variable<T> x, Axes over, bool keep, TReduction reduction = default) =>
        Interpreter.Apply(new Reduction<T, TReduction>(ReducedAxes.Resolve(TReduction.Name, over, keep, x.Shape), reduction), x);

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = axes.ShapeOf(operands[0]);

    public void Evaluate(in EvaluationCall<T> call) => reduction.Evaluate(call.Operand(0), axes.ForCore, call.Result(), call.Context);

    public void Forward(in ForwardCall<T> call)
    {
        Shape shape = call.Operand(0).Shape;
        Variable<T> x = (TReduction.Reads & Reads.Operand) != Reads.Nothing ? call.Operand(0) : default;
        Variable<T> y = (TReduction.Reads & Reads.Result) != Reads.Nothing ? call.Result().Reshape(axes.Kept().ShapeOf(shape).Lengths) : default;
        Variable<T> weights = reduction.Weights(x, y, axes.Kept(), shape);
        Variable<T> tangent = weights.IsNone ? call.Tangent(0) : call.Tangent(0) * weights;
        call.Add(Interpreter.Apply(new Reduction<T, Sum<T>>(axes, default), tangent));
    }

    public void Reverse(in ReverseCall<T> call)
    {
        Shape shape = call.OperandShape(0), kept = axes.Kept().ShapeOf(shape);
        Variable<T> x = (TReduction.Reads & Reads.Operand) != Reads.Nothing ? call.Operand(0) : default;
        Variable<T> y = (TReduction.Reads & Reads.Result) != Reads.Nothing ? call.Result().Reshape(kept.Lengths) : default;
        Variable<T> weights = reduction.Weights(x, y, axes.Kept(), shape);
        Variable<T> cotangent = call.Cotangent().Reshape(kept.Lengths);
        call.Add(0, (weights.IsNone ? cotangent : cotangent * weights).BroadcastTo(shape.Lengths));
    }

    public void Batch(in BatchCall<T> call) => call.Apply(new Reduction<T, TReduction>(axes.Batched(), reduction), call.Operand(0));
}
