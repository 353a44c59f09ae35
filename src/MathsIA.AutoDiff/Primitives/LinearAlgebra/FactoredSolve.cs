using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The solution of a system whose matrix is factored already. Operands: the matrix, its factors and pivots, the right sides.</summary>
/// <remarks>Its own derivatives are solutions with the same factors: nothing is ever factored again.</remarks>
internal sealed class FactoredSolve<T>(bool transpose) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static readonly FactoredSolve<T> Plain = new(false);

    public static readonly FactoredSolve<T> Transposed = new(true);

    public string Name => nameof(Variable.Solve);

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = SquareMatrix.Solution(Name, operands[0], operands[3]);

    public void Evaluate(in EvaluationCall<T> call)
    {
        Tensor<T> x = call.Result();
        call.Operand(3).BroadcastTo(x.Shape.Lengths).CopyTo(x);
        LuBatch.Solve(Name, call.Operand(1), call.Operand(2), x, transpose, call.Context);
    }

    public void Forward(in ForwardCall<T> call)
    {
        Variable<T> right = call.HasTangent(3) ? call.Tangent(3) : default;
        if (call.HasTangent(0))
        {
            Variable<T> moved = MatMul<T>.Of(call.Tangent(0), call.Result(), transpose, false);
            right = right.IsNone ? -moved : right - moved;
        }

        if (!right.IsNone)
            call.Add(Interpreter.Apply(this, call.Operand(0), call.Operand(1), call.Operand(2), right));
    }

    public void Reverse(in ReverseCall<T> call)
    {
        Variable<T> cotangent = Interpreter.Apply(transpose ? Plain : Transposed, call.Operand(0), call.Operand(1), call.Operand(2), call.Cotangent());
        if (call.Needs(0))
            call.Add(0, -(transpose ? MatMul<T>.Of(call.Result(), cotangent, false, true) : MatMul<T>.Of(cotangent, call.Result(), false, true)));
        call.Add(3, cotangent);
    }

    public void Batch(in BatchCall<T> call) => call.ApplyElementwise(this);
}
