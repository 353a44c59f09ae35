using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The derivative of batch normalization: operands the variable, a cotangent and the scale; results the cotangents of the
/// variable, of the scale and of the shift.</summary>
internal sealed class BatchNormalizationSlope<T>(int axis, double epsilon) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public string Name => nameof(Variable.BatchNormalize);

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
    {
        results[0] = operands[0];
        results[1] = results[2] = operands[2];
    }

    public void Evaluate(in EvaluationCall<T> call) => ChannelNormalization.Slope(
        call.Operand(0), axis, epsilon, call.Operand(2).Contiguous(), call.Operand(1), call.Result(), call.Result(1), call.Result(2), call.Context);

    public void Forward(in ForwardCall<T> call) => Composition.Forward(call, 3, Plain);

    public void Reverse(in ReverseCall<T> call) => Composition.Reverse(call, 3, Plain);

    public void Batch(in BatchCall<T> call) => Composition.Batch(call, 3, Plain);

    private Variable<T>[] Plain(IReadOnlyList<Variable<T>> operands)
    {
        Variable<T> x = operands[0], g = operands[1];
        Axes others = Channels.Others(axis, x.Rank);
        Variable<T> deviation = x - x.Mean(others, keepDimensions: true);
        Variable<T> slope = (deviation.Square().Mean(others, keepDimensions: true) + T.CreateChecked(epsilon)).Rsqrt();
        Variable<T> standardized = deviation * slope, product = g * standardized;
        Variable<T> rest = g - g.Mean(others, keepDimensions: true) - standardized * product.Mean(others, keepDimensions: true);
        return [rest * slope * Channels.Along(operands[2], axis, x.Rank), product.Sum(others), g.Sum(others)];
    }
}
