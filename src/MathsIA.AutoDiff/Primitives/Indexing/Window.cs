using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>Looking through a window. Linear; its reverse is <see cref="Embed{T, TWindow}"/>, whose reverse it is.</summary>
internal sealed class Window<T, TWindow>(TWindow window) : IPrimitive<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TWindow : IWindow<TWindow, T>
{
    private static readonly Tensor<T> Something = Tensor.Scalar(T.Zero);

    public string Name => TWindow.Name;

    // A broadcast scalar has any shape and no memory: looking at it through the window asks the shape, and makes all checks.
    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = window.View(Something.BroadcastTo(operands[0].Lengths)).Shape;

    public void Evaluate(in EvaluationCall<T> call) => call.SetView(window.View(call.Operand(0)));

    public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

    public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new Embed<T, TWindow>(window, call.OperandShape(0)), call.Cotangent()));

    public void Batch(in BatchCall<T> call) => call.Apply(new Window<T, TWindow>(window.Batched()), call.Operand(0));
}
