using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The derivative of layer and RMS normalization: operands the rows, a cotangent and the scale where there is one; results the
/// cotangent of the rows, then those of scale and shift where they are wanted.</summary>
internal sealed class RowNormalizationSlope<T>(bool centered, double epsilon, bool hasScale, bool wantsScale, bool wantsShift) : IPrimitive<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public string Name => centered ? nameof(Variable.LayerNormalize) : nameof(Variable.RmsNormalize);

    private int Results => 1 + (wantsScale ? 1 : 0) + (wantsShift ? 1 : 0);

    /// <summary>The slope alone, without scale.</summary>
    public Variable<T> Of(Variable<T> x, Variable<T> d) => Interpreter.Apply(this, x, d);

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
    {
        results[0] = operands[0];
        for (int i = 1; i < results.Length; i++)
            results[i] = new Shape(operands[0][-1]);
    }

    public void Evaluate(in EvaluationCall<T> call) => LayerSlope.Run(
        centered, epsilon, call.Operand(0).Contiguous(), call.Operand(1).Contiguous(), hasScale ? call.Operand(2).Contiguous() : null,
        call.Result(), wantsScale ? call.Result(1) : null, wantsShift ? call.Result(Results - 1) : null, call.Context);

    public void Forward(in ForwardCall<T> call) => Composition.Forward(call, Results, Plain);

    public void Reverse(in ReverseCall<T> call) => Composition.Reverse(call, Results, Plain);

    public void Batch(in BatchCall<T> call)
    {
        // Rows of many examples are more rows, as long as nothing is summed over them and the scale is shared.
        if (Results > 1 || (hasScale && call.IsBatched(2)))
            Composition.Batch(call, Results, Plain);
        else if (hasScale)
            call.Apply(this, call.Expanded(0), call.Expanded(1), call.Operand(2));
        else
            call.Apply(this, call.Expanded(0), call.Expanded(1));
    }

    private Variable<T>[] Plain(IReadOnlyList<Variable<T>> operands)
    {
        Variable<T> x = operands[0], g = operands[1];
        Variable<T> deviation = centered ? x - x.Mean(-1, keepDimensions: true) : x;
        Variable<T> slope = (deviation.Square().Mean(-1, keepDimensions: true) + T.CreateChecked(epsilon)).Rsqrt();
        Variable<T> standardized = deviation * slope, d = hasScale ? g * operands[2] : g;
        Variable<T> rest = standardized * (d * standardized).Mean(-1, keepDimensions: true);
        var results = new Variable<T>[Results];
        results[0] = ((centered ? d - d.Mean(-1, keepDimensions: true) : d) - rest) * slope;
        if (wantsScale)
            results[1] = (g * standardized).SumTo(x.Shape[-1]);
        if (wantsShift)
            results[^1] = g.SumTo(x.Shape[-1]);
        return results;
    }
}
