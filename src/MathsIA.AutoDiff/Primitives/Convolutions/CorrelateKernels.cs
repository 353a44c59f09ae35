using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>Kernels from the images before and after a convolution: its derivative by the kernels. The operands are x and the gradient.</summary>
internal sealed class CorrelateKernels<T>(ConvolutionOptions options, Shape kernels) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public string Name => nameof(Tensor.ConvolutionWeightGradient);

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
    {
        ConvolutionArgument.RequireOutput(Name, operands[0], kernels, operands[1], options, "gradient");
        results[0] = kernels;
    }

    public void Evaluate(in EvaluationCall<T> call) => Tensor.ConvolutionWeightGradient(call.Operand(0), call.Operand(1), options, call.Result(), call.Context);

    public void Forward(in ForwardCall<T> call)
    {
        if (call.HasTangent(0))
            call.Add(Interpreter.Apply(this, call.Tangent(0), call.Operand(1)));
        if (call.HasTangent(1))
            call.Add(Interpreter.Apply(this, call.Operand(0), call.Tangent(1)));
    }

    public void Reverse(in ReverseCall<T> call)
    {
        Variable<T> g = call.Cotangent();
        if (call.Needs(0))
            call.Add(0, Interpreter.Apply(new ConvolveTransposed<T>(Images.Fitting(options, call.OperandShape(0), kernels)), call.Operand(1), g));
        if (call.Needs(1))
            call.Add(1, Interpreter.Apply(new Convolve<T>(options), call.Operand(0), g));
    }

    public void Batch(in BatchCall<T> call)
    {
        Shape all = kernels.With(0, kernels.Lengths[0] * call.Size);
        var many = new CorrelateKernels<T>(options with { Groups = options.Groups * call.Size }, all);
        call.Set(Images.Unmerged(call.Size, Interpreter.Apply(many, Images.IntoGroups(call.Expanded(0)), Images.IntoGroups(call.Expanded(1)))));
    }
}
