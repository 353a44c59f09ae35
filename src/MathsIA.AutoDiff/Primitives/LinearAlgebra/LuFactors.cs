using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The factors of square matrices by elimination, and the exchanges of rows: what <see cref="FactoredSolve{T}"/> works with.</summary>
/// <remarks>A way of computing, not a function to be differentiated: what uses the factors has the matrix itself as an operand too, and
/// gives its derivative to that. So a matrix is factored once, whatever the number and the order of the derivatives.</remarks>
internal sealed class LuFactors<T>(string name) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static readonly LuFactors<T> ForSolve = new(nameof(Variable.Solve));

    public static readonly LuFactors<T> ForLogDeterminant = new(nameof(Variable.LogDeterminant));

    public static readonly LuFactors<T> ForFactor = new(nameof(Variable.Factor));

    public string Name => name;

    public (Variable<T> Factors, Variable<T> Pivots) Of(Variable<T> a)
    {
        Operands<Variable<T>> room = default;
        Span<Variable<T>> results = room[..2];
        Interpreter.Apply(this, [a], results);
        return (results[0], results[1]);
    }

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
    {
        results[0] = SquareMatrix.Require(Name, operands[0]);
        results[1] = operands[0].With(operands[0].Rank - 1, 1);
    }

    public void Evaluate(in EvaluationCall<T> call) => LuBatch.Factor(Name, call.Operand(0), call.Result(), call.Result(1), call.Context);

    public void Forward(in ForwardCall<T> call) { }

    public void Reverse(in ReverseCall<T> call) { }

    public void Batch(in BatchCall<T> call) => call.Apply(this, call.Operand(0));
}
