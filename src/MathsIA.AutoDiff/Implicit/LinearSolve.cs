using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The solution w of <c>A(p) w = b</c>: operands b and p.</summary>
/// <remarks>Forward <c>A ẇ = ḃ − Ȧ w</c>; in reverse one solve with the transpose, <c>Aᵀ λ = w̄</c>, then <c>b̄ = λ</c> and <c>p̄ = −(∂_p (A(p) w))ᵀ λ</c>:
/// the adjoint state method.</remarks>
internal sealed class LinearSolve<T>(string name, LinearMap<T> map, ImplicitOptions options) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public string Name => name;

    public static Variable<T> Of(string name, LinearMap<T> map, ImplicitOptions options, Variable<T> right, ReadOnlySpan<Variable<T>> parameters) =>
        Interpreter.Apply(new LinearSolve<T>(name, map, options), [right, .. parameters]);

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0];

    public void Evaluate(in EvaluationCall<T> call)
    {
        var parameters = new Variable<T>[call.Count - 1];
        for (int k = 0; k < parameters.Length; k++)
            parameters[k] = call.Constant(k + 1);
        Shape shape = call.Operand(0).Shape;
        Tensor<T> solution = LinearSolver.Solve<T>(Name, w =>
        {
            Variable<T> image = map.Apply(w, parameters);
            return image.Shape == shape ? image : throw new ShapeMismatchException(Name, $"the map takes {shape} to {image.Shape}; it must take a shape to itself.", "right");
        }, call.Operand(0), map.IsSymmetric, options);
        solution.CopyTo(call.Result());
    }

    public void Forward(in ForwardCall<T> call)
    {
        Variable<T> solution = call.Result();
        var parameters = new Variable<T>[call.Count - 1];
        var directions = new Variable<T>[parameters.Length];
        for (int k = 0; k < parameters.Length; k++)
        {
            parameters[k] = call.Operand(k + 1);
            directions[k] = call.HasTangent(k + 1) ? call.Tangent(k + 1) : default;
        }

        Variable<T> moved = LinearMap<T>.Pushforward(p => map.Apply(solution, p), parameters, directions), right = call.HasTangent(0) ? call.Tangent(0) : default;
        right = moved.IsNone ? right : right.IsNone ? -moved : right - moved;
        call.Add(Of(Name, map, options, right, parameters));
    }

    public void Reverse(in ReverseCall<T> call)
    {
        var parameters = new Variable<T>[call.Count - 1];
        var needed = new bool[parameters.Length];
        for (int k = 0; k < parameters.Length; k++)
        {
            parameters[k] = call.Operand(k + 1);
            needed[k] = call.Needs(k + 1);
        }

        Variable<T> adjoint = Of(Name, map.Transposed, options, call.Cotangent(), parameters);
        call.Add(0, adjoint);
        if (!needed.Contains(true))
            return;
        Variable<T> solution = call.Result();
        Variable<T>[] shares = LinearMap<T>.Pullback(p => map.Apply(solution, p), parameters, needed, -adjoint, call.Options);
        for (int k = 0; k < shares.Length; k++)
            call.Add(k + 1, shares[k]);
    }

    public void Batch(in BatchCall<T> call) => call.ApplyToEach(this);
}
