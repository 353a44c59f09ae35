using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>Zeros of a shape, with values put where a window looks.</summary>
internal sealed class Embed<T, TWindow>(TWindow window, Shape shape) : IPrimitive<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TWindow : IWindow<TWindow, T>
{
    public string Name => TWindow.Name;

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = shape;

    public void Evaluate(in EvaluationCall<T> call)
    {
        Tensor<T> result = call.Result();
        result.Fill(T.Zero);
        call.Operand(0).CopyTo(window.View(result));
    }

    public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

    public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new Window<T, TWindow>(window), call.Cotangent()));

    public void Batch(in BatchCall<T> call) => call.Apply(new Embed<T, TWindow>(window.Batched(), shape.Insert(0, call.Size)), call.Operand(0));
}
