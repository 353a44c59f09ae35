using System.Numerics;

namespace MathsIA.Optimization;

public static partial class Minimize
{
    /// <summary>Minimizes <c>f(x) + Σᵢ gᵢ(x)</c>, f smooth and any number of proximable functions.</summary>
    /// <inheritdoc cref="Run{T}(ISmoothFunction{T}, IProximable{T}, IProximalGradientMethod, Tensor{T}, MinimizeOptions?, CancellationToken)"/>
    /// <param name="smooth">The smooth function f; null for none.</param>
    /// <param name="proximables">The functions gᵢ.</param>
    /// <param name="method">How: <see cref="GeneralizedForwardBackward"/>, or <see cref="ConsensusAdmm"/> without f.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    public static Solution<T> Run<T>(ISmoothFunction<T>? smooth, IReadOnlyList<IProximable<T>> proximables, ISumMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(smooth, proximables, x0), options, cancellationToken);
    }

    /// <summary>Projects a point on an intersection of convex sets, or computes the prox of a sum: minimizes <c>½‖x − a‖² + Σᵢ gᵢ(x)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="point">The point a; it is copied, not changed.</param>
    /// <param name="proximables">The indicators or functions gᵢ.</param>
    /// <param name="method">How: <see cref="Dykstra"/>.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point found, and how good it is.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There are no functions, or one is not known to be convex.</exception>
    /// <exception cref="ShapeMismatchException">The point does not have a shape that the functions are defined on.</exception>
    public static Solution<T> Run<T>(Tensor<T> point, IReadOnlyList<IProximable<T>> proximables, IProjectionMethod method, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(point, proximables), options, cancellationToken);
    }

    /// <summary>Minimizes a smooth function over a compact convex set, by linear minimizations.</summary>
    /// <inheritdoc cref="Run{T}(ISmoothFunction{T}, IProximable{T}, IProximalGradientMethod, Tensor{T}, MinimizeOptions?, CancellationToken)"/>
    /// <param name="smooth">The smooth function f.</param>
    /// <param name="set">The set.</param>
    /// <param name="method">How: <see cref="FrankWolfe"/>.</param>
    /// <param name="x0">The start, in the set; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    public static Solution<T> Run<T>(ISmoothFunction<T> smooth, ILinearMinimizer<T> set, IConditionalGradientMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(smooth, set, x0), options, cancellationToken);
    }

    /// <summary>Minimizes a smooth function over a set with a geometry.</summary>
    /// <inheritdoc cref="Run{T}(ISmoothFunction{T}, IProximable{T}, IProximalGradientMethod, Tensor{T}, MinimizeOptions?, CancellationToken)"/>
    /// <param name="smooth">The smooth function f.</param>
    /// <param name="geometry">The geometry, and the set.</param>
    /// <param name="method">How.</param>
    /// <param name="x0">The start, inside the set; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    public static Solution<T> Run<T>(ISmoothFunction<T> smooth, IMirrorMap<T> geometry, MirrorDescent method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(smooth, geometry, x0), options, cancellationToken);
    }

    /// <summary>Minimizes a function with subgradients over a set with a geometry.</summary>
    /// <inheritdoc cref="Run{T}(ISmoothFunction{T}, IProximable{T}, IProximalGradientMethod, Tensor{T}, MinimizeOptions?, CancellationToken)"/>
    /// <param name="function">The function f, convex.</param>
    /// <param name="geometry">The geometry, and the set.</param>
    /// <param name="method">How.</param>
    /// <param name="x0">The start, inside the set; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    public static Solution<T> Run<T>(ISubdifferentiable<T> function, IMirrorMap<T> geometry, MirrorDescent method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(function, geometry, x0), options, cancellationToken);
    }

    /// <summary>Minimizes <c>f(x) + g(x)</c> by subgradients of f.</summary>
    /// <inheritdoc cref="Run{T}(ISmoothFunction{T}, IProximable{T}, IProximalGradientMethod, Tensor{T}, MinimizeOptions?, CancellationToken)"/>
    /// <param name="function">The function f, convex.</param>
    /// <param name="proximable">The function g, an indicator for instance; null for none.</param>
    /// <param name="method">How.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    public static Solution<T> Run<T>(ISubdifferentiable<T> function, IProximable<T>? proximable, SubgradientMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(function, proximable, x0), options, cancellationToken);
    }

    /// <summary>Minimizes <c>f(x₁, …, x_m) + Σ gᵢ(xᵢ)</c> block by block.</summary>
    /// <inheritdoc cref="Run{T}(ISmoothFunction{T}, IProximable{T}, IProximalGradientMethod, Tensor{T}, MinimizeOptions?, CancellationToken)"/>
    /// <param name="function">The function f.</param>
    /// <param name="proximables">The functions gᵢ, one a block; null for none on that block.</param>
    /// <param name="method">How.</param>
    /// <param name="x0">The start, all blocks one after the other; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    public static Solution<T> Run<T>(IBlockSmoothFunction<T> function, IReadOnlyList<IProximable<T>?> proximables, Palm method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(function, proximables, x0), options, cancellationToken);
    }
}
