using System.Numerics;

namespace MathsIA.AutoDiff;

/// <summary>An operation that can be differentiated: its value and its rules, in one place.</summary>
/// <remarks>
/// <para>An object of this type is one operation with its settings (an axis, say); it holds no numbers of a computation and is never
/// changed, so that one object may serve any number of calls on any number of threads. Operands and results are passed in a call.</para>
/// <para>Both derivative rules are written with operations on variables. Those are recorded in turn by whatever transform is
/// outside, which is what makes derivatives nest to any order. An operation that needs something else for its derivative
/// (statistics of a row, say) returns it as a further output.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public interface IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What errors call the operation.</summary>
    string Name { get; }

    /// <summary>The shape rule: the shapes of the results, or an exception that names the shapes that do not fit. Runs before any work.</summary>
    /// <param name="operands">The shapes of the operands.</param>
    /// <param name="results">Receives the shapes of the results.</param>
    void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results);

    /// <summary>The value: computes the results from plain tensors.</summary>
    /// <param name="call">The operands, and where to write.</param>
    void Evaluate(in EvaluationCall<T> call);

    /// <summary>The forward rule: the tangent of each result from those of the operands (Jacobian times vector).</summary>
    /// <param name="call">Operands, results and tangents.</param>
    void Forward(in ForwardCall<T> call);

    /// <summary>The reverse rule: adds to the cotangent of each operand its share of those of the results (transposed Jacobian
    /// times vector).</summary>
    /// <param name="call">Operands, results and cotangents.</param>
    void Reverse(in ReverseCall<T> call);

    /// <summary>The batch rule: the same operation on many examples at once, of which some operands have an extra first axis.</summary>
    /// <param name="call">The operands.</param>
    void Batch(in BatchCall<T> call);
}
