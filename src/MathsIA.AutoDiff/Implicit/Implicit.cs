using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff;

/// <summary>Derivatives of what is known only as a solution: of a fixed point, a root, a minimizer, a linear system.</summary>
/// <remarks>
/// <para>The solver is the caller's: any code on plain tensors, which nothing records. Derivatives do not pass through its iterations but
/// follow from the equation at the solution, by the implicit function theorem, at the cost of one linear solve for each direction or
/// cotangent: memory does not grow with iterations, and the derivative is as good as the solution (Krantz and Parks, The Implicit
/// Function Theorem, 2002; Blondel et al., NeurIPS 2022). Forward and reverse mode, and any order: linear solves are differentiable too.</para>
/// <para>Functions take the unknown and the parameters. Whatever a derivative is wanted of must be a parameter. A linear solve that does
/// not reach its tolerance, or a singular Jacobian, throws <see cref="DerivativeSolveException"/>; <see cref="ImplicitOptions.Solves"/> is told of each.
/// Inside <see cref="Vectorize"/> one example is solved after another.</para>
/// </remarks>
public static class Implicit
{
    /// <summary>The root <c>x</c> of <c>G(x, θ) = 0</c> as a function of <c>θ</c>.</summary>
    /// <example><code>
    /// // The square root of two, and its derivative 1/(2√2).
    /// var root = Implicit.Root((x, p) => x * x - p[0], p => p[0].Sqrt(), [theta]);
    /// </code></example>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="equation">G: from x and θ, as many numbers as x has.</param>
    /// <param name="solver">From θ, the root.</param>
    /// <param name="parameters">θ, in any number of parts.</param>
    /// <param name="options">How to solve for derivatives.</param>
    /// <returns>The root.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The equation does not have the shape of the unknown.</exception>
    /// <exception cref="InvalidOperationException">The equation uses a watched variable that is not a parameter.</exception>
    public static Variable<T> Root<T>(
        Func<Variable<T>, IReadOnlyList<Variable<T>>, Variable<T>> equation, Func<IReadOnlyList<Tensor<T>>, Tensor<T>> solver, IReadOnlyList<Variable<T>> parameters, ImplicitOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(equation, solver, parameters);
        // The linear map's parameters are x and θ.
        var jacobian = new LinearMap<T>(
            (w, p) => Differentiate.Jvp(x => equation(x, Rest(p)), p[0], w).Tangent,
            (u, p) => Differentiate.Vjp(x => equation(x, Rest(p)), p[0], u).Cotangent,
            IsSymmetric: false);
        return Interpreter.Apply(new ImplicitFunction<T>(nameof(Root), equation, jacobian, solver, options ?? new()), [.. parameters]);
    }

    /// <summary>The fixed point <c>x = F(x, θ)</c> as a function of <c>θ</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="map">F: from x and θ, the shape of x.</param>
    /// <param name="solver">From θ, the fixed point.</param>
    /// <param name="parameters">θ, in any number of parts.</param>
    /// <param name="options">How to solve for derivatives; <see cref="ImplicitMethod.FixedPoint"/> needs products with <c>∂F</c> only and converges as F does.</param>
    /// <returns>The fixed point.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The map does not keep the shape of the unknown.</exception>
    /// <exception cref="InvalidOperationException">The map uses a watched variable that is not a parameter.</exception>
    public static Variable<T> FixedPoint<T>(
        Func<Variable<T>, IReadOnlyList<Variable<T>>, Variable<T>> map, Func<IReadOnlyList<Tensor<T>>, Tensor<T>> solver, IReadOnlyList<Variable<T>> parameters, ImplicitOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(map, solver, parameters);
        var jacobian = new LinearMap<T>(
            (w, p) => w - Differentiate.Jvp(x => map(x, Rest(p)), p[0], w).Tangent,
            (u, p) => u - Differentiate.Vjp(x => map(x, Rest(p)), p[0], u).Cotangent,
            IsSymmetric: false);
        return Interpreter.Apply(new ImplicitFunction<T>(nameof(FixedPoint), (x, p) => x - map(x, p), jacobian, solver, options ?? new()), [.. parameters]);
    }

    /// <summary>The minimizer <c>x</c> of <c>f(·, θ)</c>, without constraints, as a function of <c>θ</c>.</summary>
    /// <remarks>The Hessian <c>∂²_x f</c> must be invertible there. Products with it are forward over reverse; it is formed for a dense solve only.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="objective">f: from x and θ, one number; twice differentiable in x.</param>
    /// <param name="solver">From θ, the minimizer.</param>
    /// <param name="parameters">θ, in any number of parts.</param>
    /// <param name="options">How to solve for derivatives.</param>
    /// <returns>The minimizer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The objective uses a watched variable that is not a parameter.</exception>
    public static Variable<T> ArgMin<T>(
        Func<Variable<T>, IReadOnlyList<Variable<T>>, Variable<T>> objective, Func<IReadOnlyList<Tensor<T>>, Tensor<T>> solver, IReadOnlyList<Variable<T>> parameters, ImplicitOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(objective, solver, parameters);
        Variable<T> Slope(Variable<T> at, IReadOnlyList<Variable<T>> p) => Differentiate.Gradient<T>(x => objective(x, p), at);
        Variable<T> Curvature(Variable<T> w, IReadOnlyList<Variable<T>> p) => Differentiate.HessianVector<T>(x => objective(x, Rest(p)), p[0], w);
        return Interpreter.Apply(new ImplicitFunction<T>(nameof(ArgMin), Slope, new LinearMap<T>(Curvature, Curvature, IsSymmetric: true), solver, options ?? new()), [.. parameters]);
    }

    /// <summary>The smallest value <c>min_x f(x, θ)</c> and the minimizer, as functions of <c>θ</c>.</summary>
    /// <remarks>Envelope theorem: the gradient of the value is <c>∂_θ f</c> at the minimizer, without any solve. Higher derivatives of the value, and those of the
    /// minimizer, follow from <see cref="ArgMin"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="objective">f: from x and θ, one number; twice differentiable in x.</param>
    /// <param name="solver">From θ, the minimizer.</param>
    /// <param name="parameters">θ, in any number of parts.</param>
    /// <param name="options">How to solve for derivatives.</param>
    /// <returns>The value and the minimizer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The objective uses a watched variable that is not a parameter.</exception>
    public static (Variable<T> Value, Variable<T> Minimizer) Minimum<T>(
        Func<Variable<T>, IReadOnlyList<Variable<T>>, Variable<T>> objective, Func<IReadOnlyList<Tensor<T>>, Tensor<T>> solver, IReadOnlyList<Variable<T>> parameters, ImplicitOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Variable<T> minimizer = ArgMin(objective, solver, parameters, options);
        return (Interpreter.Apply(new EnvelopeValue<T>(objective), [minimizer, .. parameters]), minimizer);
    }

    /// <summary>The solution <c>u</c> of <c>A(θ) u = b</c> for an operator that is known as code: the adjoint state method.</summary>
    /// <remarks>A gradient of <c>J(u)</c> with respect to any number of parameters costs one more solve, with the transpose (Lions 1968; Plessix, Geophys. J.
    /// Int. 167, 2006). For a matrix there is <see cref="Variable.Solve{T}(Variable{T}, Variable{T})"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="apply"><c>(w, θ) ↦ A(θ) w</c>, linear in w, which keeps its shape.</param>
    /// <param name="right">b.</param>
    /// <param name="parameters">θ, in any number of parts.</param>
    /// <param name="isSymmetric">Whether A is symmetric positive definite: then conjugate gradients may be used, and A is its own transpose.</param>
    /// <param name="options">How to solve, forward and backward.</param>
    /// <returns>u.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The map does not keep the shape.</exception>
    /// <exception cref="DerivativeSolveException">The system was not solved to the tolerance.</exception>
    /// <exception cref="InvalidOperationException">The map uses a watched variable that is not a parameter.</exception>
    public static Variable<T> LinearSolve<T>(
        Func<Variable<T>, IReadOnlyList<Variable<T>>, Variable<T>> apply, Variable<T> right, IReadOnlyList<Variable<T>> parameters, bool isSymmetric = false, ImplicitOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(apply);
        ArgumentNullException.ThrowIfNull(parameters);
        var map = new LinearMap<T>(apply, (u, p) => Differentiate.Vjp(w => apply(w, p), Variable.Zeros<T>(u.Shape), u).Cotangent, isSymmetric);
        return Primitives.LinearSolve<T>.Of(nameof(LinearSolve), map, options ?? new(), right, [.. parameters]);
    }

    private static Variable<T>[] Rest<T>(IReadOnlyList<Variable<T>> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. parameters.Skip(1)];

    private static void Check<T>(Func<Variable<T>, IReadOnlyList<Variable<T>>, Variable<T>> function, Func<IReadOnlyList<Tensor<T>>, Tensor<T>> solver, IReadOnlyList<Variable<T>> parameters,
        [CallerArgumentExpression(nameof(function))] string name = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function, name);
        ArgumentNullException.ThrowIfNull(solver);
        ArgumentNullException.ThrowIfNull(parameters);
    }
}
