using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

/// <summary>A function with derivatives of its own, given by the caller instead of found from its operations.</summary>
/// <remarks>
/// <para>For a value that operations on variables cannot express (another library, a loop over elements), for a derivative
/// known in closed form (an implicit function, a fixed point), or for one that is more stable than the chain of its parts.</para>
/// <para>The value is computed on plain tensors and is not recorded. The rules are written with variables, so that further
/// derivatives follow from them. Batching computes one example after another.</para>
/// </remarks>
/// <example><code>
/// var cubeRoot = new CustomFunction&lt;double&gt;("CubeRoot", x => x[0].Pow(1.0 / 3))
/// {
///     Reverse = (x, y, g) => [g / (3.0 * y * y)],
///     Forward = (x, y, t) => t[0] / (3.0 * y * y),
/// };
/// Variable&lt;double&gt; y = cubeRoot.Apply(x);
/// </code></example>
/// <typeparam name="T">The element type.</typeparam>
public sealed class CustomFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Func<IReadOnlyList<Tensor<T>>, Tensor<T>> _value;
    private readonly Rules _rules;

    /// <summary>Creates the function from its value.</summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="value">The result of the operands, which it must not change; new memory, which nobody changes later.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public CustomFunction(string name, Func<IReadOnlyList<Tensor<T>>, Tensor<T>> value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        Name = name;
        _value = value;
        _rules = new Rules(this);
    }

    /// <summary>What errors call the function.</summary>
    public string Name { get; }

    /// <summary>From operands, result and the cotangent of the result, the cotangent of each operand; the default value means zero.</summary>
    public Func<IReadOnlyList<Variable<T>>, Variable<T>, Variable<T>, IReadOnlyList<Variable<T>>>? Reverse { get; init; }

    /// <summary>From operands, result and the tangent of each operand (zeros where it has none), the tangent of the result.</summary>
    public Func<IReadOnlyList<Variable<T>>, Variable<T>, IReadOnlyList<Variable<T>>, Variable<T>>? Forward { get; init; }

    /// <summary>Applies the function.</summary>
    /// <param name="operands">Its operands.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="NotSupportedException">A derivative is taken whose rule was not given.</exception>
    public Variable<T> Apply(params ReadOnlySpan<Variable<T>> operands) => Interpreter.Apply(_rules, operands);

    private sealed class Rules(CustomFunction<T> function) : IPrimitive<T>
    {
        public string Name => function.Name;

        // The value itself says what its shape is.
        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results.Clear();

        public void Evaluate(in EvaluationCall<T> call)
        {
            var operands = new Tensor<T>[call.Count];
            for (int k = 0; k < operands.Length; k++)
                operands[k] = call.Operand(k);
            // What is a view of an operand would change when the operand's memory is used again.
            Tensor<T> value = function._value(operands);
            call.SetOwned(Array.Exists(operands, operand => SharesMemory(operand, value)) ? value.Clone() : value);
        }

        public void Forward(in ForwardCall<T> call)
        {
            if (function.Forward is not { } rule)
                throw new NotSupportedException($"{Name}: the custom function has no forward rule.");
            var operands = new Variable<T>[call.Count];
            var tangents = new Variable<T>[call.Count];
            for (int k = 0; k < operands.Length; k++)
            {
                operands[k] = call.Operand(k);
                tangents[k] = call.HasTangent(k) ? call.Tangent(k) : Variable.Zeros<T>(operands[k].Shape);
            }

            call.Add(rule(operands, call.Result(), tangents));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            if (function.Reverse is not { } rule)
                throw new NotSupportedException($"{Name}: the custom function has no reverse rule.");
            var operands = new Variable<T>[call.Count];
            for (int k = 0; k < operands.Length; k++)
                operands[k] = call.Operand(k);
            IReadOnlyList<Variable<T>> cotangents = rule(operands, call.Result(), call.Cotangent());
            if (cotangents.Count != operands.Length)
                throw new InvalidOperationException($"{Name}: the reverse rule returned {cotangents.Count} cotangents for {operands.Length} operands.");
            for (int k = 0; k < operands.Length; k++)
                call.Add(k, cotangents[k]);
        }

        public void Batch(in BatchCall<T> call) => call.ApplyToEach(this);

        private static bool SharesMemory(Tensor<T> operand, Tensor<T> value) =>
            ReferenceEquals(operand, value) || (!operand.IsEmpty && !value.IsEmpty && MemoryOverlap.Exists(operand, value));
    }
}
