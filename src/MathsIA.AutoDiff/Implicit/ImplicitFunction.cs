using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The solution x of <c>G(x, θ) = 0</c> that a caller's solver finds, as a function of θ.</summary>
/// <remarks>Implicit function theorem: <c>∂_x G ẋ = −∂_θ G θ̇</c>, and in reverse <c>θ̄ = −(∂_θ G)ᵀ w</c> with <c>(∂_x G)ᵀ w = x̄</c>. The linear solves are
/// themselves differentiable, so that the rules nest.</remarks>
/// <param name="name">What errors call it.</param>
/// <param name="residual">G.</param>
/// <param name="jacobian"><c>∂_x G</c> at x and θ, its parameters.</param>
/// <param name="solver">The caller's solver, on plain tensors.</param>
/// <param name="options">How to solve linear systems.</param>
internal sealed class ImplicitFunction<T>(
    string name, Func<Variable<T>, IReadOnlyList<Variable<T>>, Variable<T>> residual, LinearMap<T> jacobian, Func<IReadOnlyList<Tensor<T>>, Tensor<T>> solver, ImplicitOptions options) : IPrimitive<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public string Name => name;

    // The solver says what shape its answer has.
    public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results.Clear();

    public void Evaluate(in EvaluationCall<T> call)
    {
        var tensors = new Tensor<T>[call.Count];
        var constants = new Variable<T>[call.Count];
        for (int k = 0; k < tensors.Length; k++)
        {
            // A copy: what the solver keeps would change when the memory is used again.
            tensors[k] = call.Operand(k).Clone();
            constants[k] = call.Constant(k);
        }

        Tensor<T> solution = solver(tensors) ?? throw new InvalidOperationException($"{Name}: the solver returned nothing.");
        Check(solution, constants);
        call.SetOwned(solution);
    }

    public void Forward(in ForwardCall<T> call)
    {
        var theta = new Variable<T>[call.Count];
        var directions = new Variable<T>[call.Count];
        for (int k = 0; k < theta.Length; k++)
        {
            theta[k] = call.Operand(k);
            directions[k] = call.HasTangent(k) ? call.Tangent(k) : default;
        }

        Variable<T> solution = call.Result(), moved = LinearMap<T>.Pushforward(p => residual(solution, p), theta, directions);
        call.Add(LinearSolve<T>.Of(Name, jacobian, options, -moved, [solution, .. theta]));
    }

    public void Reverse(in ReverseCall<T> call)
    {
        var theta = new Variable<T>[call.Count];
        var needed = new bool[call.Count];
        for (int k = 0; k < theta.Length; k++)
        {
            theta[k] = call.Operand(k);
            needed[k] = call.Needs(k);
        }

        Variable<T> solution = call.Result(), adjoint = LinearSolve<T>.Of(Name, jacobian.Transposed, options, call.Cotangent(), [solution, .. theta]);
        Variable<T>[] shares = LinearMap<T>.Pullback(p => residual(solution, p), theta, needed, -adjoint, call.Options);
        for (int k = 0; k < shares.Length; k++)
            call.Add(k, shares[k]);
    }

    public void Batch(in BatchCall<T> call) => call.ApplyToEach(this);

    /// <summary>One evaluation of the equation at the answer: it shows a variable whose derivative would be lost, and an answer that is none.</summary>
    private void Check(Tensor<T> solution, Variable<T>[] theta)
    {
        Variable<T> left = residual(solution, theta);
        if (!left.IsConstant)
            throw new InvalidOperationException($"{Name}: the function uses a variable that a transform is watching and that is not among the parameters; its derivative would be lost. Pass it as a parameter.");
        if (left.Shape != solution.Shape)
            throw new ShapeMismatchException(Name, $"the unknown has the shape {solution.Shape}, the equation {left.Shape}; there must be as many equations as unknowns.", nameof(residual));
        T norm = left.Origin.CellOf(left).Tensor.Norm();
        if (options.ResidualTolerance is { } tolerance && !(double.CreateTruncating(norm) <= tolerance))
            throw new DerivativeSolveException(Name, Status.Stalled, $"the solver's answer leaves a residual of {double.CreateTruncating(norm):g3}, more than {tolerance:g3}; derivatives there would be of another point.");
    }
}
