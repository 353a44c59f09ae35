using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>A dense layer with an activation that is not monotone, whose slope its value does not tell: the results are the value and,
/// for backward, what the activation was applied to.</summary>
internal sealed class AffineInner<T>(Activation activation) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Value = 0, Inner = 1;

    public string Name => nameof(Variable.Affine);

    public Variable<T> Of(Variable<T> x, Variable<T> weight, Variable<T> bias)
    {
        Operands<Variable<T>> room = default;
        Span<Variable<T>> results = room[..2];
        Interpreter.Apply(this, [x, weight, bias], results);
        return results[Value];
    }

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[Value] = results[Inner] = Affine<T>.ResultShape(operands);

    public void Evaluate(in EvaluationCall<T> call) =>
        Kernels.AffineInner.Run(call.Operand(0), call.Operand(1), call.Operand(2), activation, call.Result(Inner), call.Result(Value), call.Context);

    public void Forward(in ForwardCall<T> call)
    {
        Variable<T> inner = Affine<T>.InnerTangent(call);
        call.Add(inner, Inner);
        call.Add(Chain(call.Result(Inner), inner), Value);
    }

    public void Reverse(in ReverseCall<T> call)
    {
        Variable<T> cotangent = call.HasCotangent(Value) ? Chain(call.Result(Inner), call.Cotangent(Value)) : default;
        if (call.HasCotangent(Inner))
            cotangent = cotangent.IsNone ? call.Cotangent(Inner) : cotangent + call.Cotangent(Inner);
        Affine<T>.AddInnerCotangent(call, cotangent);
    }

    public void Batch(in BatchCall<T> call) => Composition.Batch(call, 2, Plain);

    private Variable<T> Chain(Variable<T> inner, Variable<T> d) => activation == Activation.Silu ? Slope<T, SiluSlope<T>>.Of(inner, d) : Slope<T, GeluSlope<T>>.Of(inner, d);

    private Variable<T>[] Plain(IReadOnlyList<Variable<T>> x)
    {
        Variable<T> inner = x[0].MatMul(x[1]) + x[2];
        return [activation == Activation.Silu ? inner.Silu() : inner.Gelu(), inner];
    }
}
