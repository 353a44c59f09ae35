using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>A dense layer with an activation that is not monotone, whose slope its value does not tell: computes product and bias, and the activation of
/// it in the same pass.</summary>
/// <remarks>Only the first result has derivatives. <see cref="Activated{T}"/> takes both and is the activation to every transform, so that on the way back
/// what the activation needs is let go before the layer is passed.</remarks>
internal sealed class AffineInner<T>(Activation activation) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Inner = 0, Value = 1;

    public string Name => nameof(Variable.Affine);

    public Variable<T> Of(Variable<T> x, Variable<T> weight, Variable<T> bias)
    {
        Operands<Variable<T>> room = default;
        Span<Variable<T>> results = room[..2];
        Interpreter.Apply(this, [x, weight, bias], results);
        return Interpreter.Apply(new Activated<T>(activation), results);
    }

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[Inner] = results[Value] = Affine<T>.ResultShape(operands);

    public void Evaluate(in EvaluationCall<T> call) =>
        Kernels.AffineInner.Run(call.Operand(0), call.Operand(1), call.Operand(2), activation, call.Result(Inner), call.Result(Value), call.Context);

    public void Forward(in ForwardCall<T> call) => call.Add(Affine<T>.InnerTangent(call), Inner);

    public void Reverse(in ReverseCall<T> call) => Affine<T>.AddInnerCotangent(call, call.Cotangent(Inner));

    public void Batch(in BatchCall<T> call) => Composition.Batch(call, 2, x =>
    {
        Variable<T> inner = x[0].MatMul(x[1]) + x[2];
        return [inner, activation == Activation.Silu ? inner.Silu() : inner.Gelu()];
    });
}
