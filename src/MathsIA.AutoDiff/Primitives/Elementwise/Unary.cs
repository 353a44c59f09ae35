using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The primitive of a function of one number.</summary>
internal sealed class Unary<T, TFunction>(TFunction function) : IPrimitive<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFunction : struct, IUnaryFunction<T>
{
    private static readonly Unary<T, TFunction> Plain = new(default);

    public string Name => TFunction.Name;

    /// <summary>Applies a function without settings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> Of(Variable<T> x) => Interpreter.Apply(Plain, x);

    /// <summary>Applies a function with settings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> Of(Variable<T> x, TFunction function) => Interpreter.Apply(new Unary<T, TFunction>(function), x);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(in EvaluationCall<T> call) => function.Evaluate(call.Operand(0), call.Result(), call.Context);

    public void Forward(in ForwardCall<T> call)
    {
        Variable<T> x = (TFunction.Reads & Reads.Operand) != Reads.Nothing ? call.Operand(0) : default;
        Variable<T> y = (TFunction.Reads & Reads.Result) != Reads.Nothing ? call.Result() : default;
        call.Add(function.Chain(x, y, call.Tangent(0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Reverse(in ReverseCall<T> call)
    {
        Variable<T> x = (TFunction.Reads & Reads.Operand) != Reads.Nothing ? call.Operand(0) : default;
        Variable<T> y = (TFunction.Reads & Reads.Result) != Reads.Nothing ? call.Result() : default;
        call.Add(0, function.Chain(x, y, call.Cotangent()));
    }

    public void Batch(in BatchCall<T> call) => call.Apply(this, call.Operand(0));
}
