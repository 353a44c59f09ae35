using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>An activation whose value is known already. Operands: what it is applied to, which has the derivative, and the value.</summary>
internal sealed class Activated<T>(Activation activation) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public string Name => nameof(Variable.Affine);

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[1];

    public void Evaluate(in EvaluationCall<T> call) => call.SetView(call.Operand(1), 1);

    public void Forward(in ForwardCall<T> call)
    {
        if (call.HasTangent(0))
            call.Add(Chain(call.Operand(0), call.Tangent(0)));
    }

    public void Reverse(in ReverseCall<T> call) => call.Add(0, Chain(call.Operand(0), call.Cotangent()));

    public void Batch(in BatchCall<T> call) => call.Apply(this, call.Expanded(0), call.Expanded(1));

    private Variable<T> Chain(Variable<T> inner, Variable<T> d) => activation == Activation.Silu ? Slope<T, SiluSlope<T>>.Of(inner, d) : Slope<T, GeluSlope<T>>.Of(inner, d);
}
