using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The flow of a differential equation from one time to another, with the derivatives of the exact flow.</summary>
/// <remarks>In reverse, with <c>a(t₁)</c> the cotangent of the end: <c>a′ = −(∂f/∂y)ᵀ a</c> backward in time, beside the state itself; then
/// <c>a(t₀)</c> is the cotangent of the start and <c>∫ (∂f/∂p)ᵀ a dt</c> that of a parameter. Forward: the equation of the tangent beside that of
/// the state. Both are solved with variables, so that further derivatives follow.</remarks>
internal sealed class AdjointFlow<T>(OdeFunction<T> function, double from, double to, Variable<T> end, OdeOptions options) : IPrimitive<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public string Name => nameof(Ode);

    public Variable<T> Run(Variable<T> start, IReadOnlyList<Variable<T>> parameters) => Interpreter.Apply(this, [start, .. parameters]);

    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results.Clear();

    public void Evaluate(in EvaluationCall<T> call) => call.SetComputed(end);

    public void Forward(in ForwardCall<T> call)
    {
        var parameters = new Variable<T>[call.Count - 1];
        var moving = new List<int>();
        var directions = new Variable<T>[parameters.Length];
        for (int k = 0; k < parameters.Length; k++)
        {
            parameters[k] = call.Operand(k + 1);
            if (!call.HasTangent(k + 1))
                continue;
            moving.Add(k);
            directions[k] = call.Tangent(k + 1);
        }

        Variable<T> start = call.Operand(0), tangent = call.HasTangent(0) ? call.Tangent(0) : Variable.Zeros<T>(start.Shape);
        var parts = new Packing<T>([start.Shape, start.Shape]);
        Variable<T> last = Solve((time, both, p) =>
        {
            Variable<T>[] part = parts.Unpack(both);
            (Variable<T> slope, Variable<T> moved) = Differentiate.Jvp<T>(
                inputs => function(time, inputs[0], Replaced(p, moving, inputs)),
                [part[0], .. moving.Select(k => p[k])], [part[1], .. moving.Select(k => directions[k])]);
            return Packing<T>.Pack(slope, moved);
        }, Packing<T>.Pack(start, tangent), from, to, parameters);
        call.Add(parts.Unpack(last)[1]);
    }

    public void Reverse(in ReverseCall<T> call)
    {
        var parameters = new Variable<T>[call.Count - 1];
        var needed = new List<int>();
        for (int k = 0; k < parameters.Length; k++)
        {
            parameters[k] = call.Operand(k + 1);
            if (call.Needs(k + 1))
                needed.Add(k);
        }

        DifferentiationOptions how = call.Options;
        Variable<T> state = call.Result();
        var parts = new Packing<T>([state.Shape, state.Shape, .. needed.Select(k => parameters[k].Shape)]);
        Variable<T> first = Solve((time, all, p) =>
        {
            Variable<T>[] part = parts.Unpack(all);
            var cotangents = new Variable<T>[1 + needed.Count];
            Variable<T> slope = ReversePass.Run((function, time, needed, p), static (f, inputs) => f.function(f.time, inputs[0], Replaced(f.p, f.needed, inputs)),
                [part[0], .. needed.Select(k => p[k])], part[1], cotangents, how);
            return Packing<T>.Pack([slope, .. cotangents.Select(static c => -c)]);
        }, Packing<T>.Pack([state, call.Cotangent(), .. needed.Select(k => Variable.Zeros<T>(parameters[k].Shape))]), to, from, parameters);
        Variable<T>[] result = parts.Unpack(first);
        call.Add(0, result[1]);
        for (int i = 0; i < needed.Count; i++)
            call.Add(needed[i] + 1, result[i + 2]);
    }

    public void Batch(in BatchCall<T> call)
    {
        var axes = new int?[call.Count];
        var operands = new Variable<T>[call.Count];
        for (int k = 0; k < axes.Length; k++)
        {
            axes[k] = k == 0 || call.IsBatched(k) ? 0 : null;
            operands[k] = k == 0 ? call.Expanded(0) : call.Operand(k);
        }

        // The end was computed for all examples together.
        Variable<T> ends = end.Origin is BatchLevel<T> level ? level.Unwrap(end) : end.BroadcastTo([call.Size, .. end.Shape.Lengths]);
        call.Apply(new AdjointFlow<T>((time, y, p) => Vectorize.Map<T>(inputs => function(time, inputs[0], [.. inputs.Skip(1)]), [y, .. p], axes), from, to, ends, options), operands);
    }

    private Variable<T> Solve(OdeFunction<T> slope, Variable<T> start, double begin, double finish, Variable<T>[] parameters)
    {
        OdeOptions adjoint = (options.Adjoint ?? options) with { Gradient = OdeGradient.Direct, DenseOutput = false, Progress = null };
        OdeSolution<T> solution = Ode.Solve(slope, start, [begin, finish], parameters, adjoint);
        return solution.Status == Status.Converged
            ? solution.Final
            : throw new DerivativeSolveException(Name, solution.Status, $"the equation of the derivative from {begin} to {finish} gave up after {solution.Steps} steps. Loosen its tolerances (OdeOptions.Adjoint), or use the discrete adjoint.");
    }

    private static Variable<T>[] Replaced(IReadOnlyList<Variable<T>> parameters, List<int> places, IReadOnlyList<Variable<T>> inputs)
    {
        Variable<T>[] all = [.. parameters];
        for (int i = 0; i < places.Count; i++)
            all[places[i]] = inputs[i + 1];
        return all;
    }
}
