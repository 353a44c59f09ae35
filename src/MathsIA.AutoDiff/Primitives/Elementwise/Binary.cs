using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The primitive of a function of two numbers.</summary>
internal sealed class Binary<T, TFunction> : IPrimitive<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFunction : struct, IBinaryFunction<T>
{
    private static readonly Binary<T, TFunction> Plain = new();

    public string Name => TFunction.Name;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> Of(Variable<T> x, Variable<T> y) => Interpreter.Apply(Plain, x, y);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) =>
        results[0] = Shape.Broadcast(operands[0], operands[1], TFunction.Name);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(in EvaluationCall<T> call) => TFunction.Evaluate(call.Operand(0), call.Operand(1), call.Result(), call.Context);

    public void Forward(in ForwardCall<T> call)
    {
        if (call.HasTangent(0))
        {
            Reads reads = TFunction.LeftReads;
            call.Add(TFunction.ChainLeft(
                (reads & Reads.Left) != Reads.Nothing ? call.Operand(0) : default,
                (reads & Reads.Right) != Reads.Nothing ? call.Operand(1) : default,
                (reads & Reads.Result) != Reads.Nothing ? call.Result() : default,
                call.Tangent(0)));
        }

        if (call.HasTangent(1))
        {
            Reads reads = TFunction.RightReads;
            call.Add(TFunction.ChainRight(
                (reads & Reads.Left) != Reads.Nothing ? call.Operand(0) : default,
                (reads & Reads.Right) != Reads.Nothing ? call.Operand(1) : default,
                (reads & Reads.Result) != Reads.Nothing ? call.Result() : default,
                call.Tangent(1)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Reverse(in ReverseCall<T> call)
    {
        if (call.Needs(0))
        {
            Reads reads = TFunction.LeftReads;
            call.Add(0, TFunction.ChainLeft(
                (reads & Reads.Left) != Reads.Nothing ? call.Operand(0) : default,
                (reads & Reads.Right) != Reads.Nothing ? call.Operand(1) : default,
                (reads & Reads.Result) != Reads.Nothing ? call.Result() : default,
                call.Cotangent()));
        }

        if (call.Needs(1))
        {
            Reads reads = TFunction.RightReads;
            call.Add(1, TFunction.ChainRight(
                (reads & Reads.Left) != Reads.Nothing ? call.Operand(0) : default,
                (reads & Reads.Right) != Reads.Nothing ? call.Operand(1) : default,
                (reads & Reads.Result) != Reads.Nothing ? call.Result() : default,
                call.Cotangent()));
        }
    }

    public void Batch(in BatchCall<T> call) => call.ApplyElementwise(this);
}
