using System.Numerics;

namespace MathsIA.Optimization;

public static partial class Minimize
{
    /// <summary>Minimizes <c>f(x) + g(x)</c>, f smooth and g proximable.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="smooth">The smooth function f.</param>
    /// <param name="proximable">The proximable function g.</param>
    /// <param name="method">How: <see cref="Fista"/>, <see cref="ForwardBackward"/> or <see cref="Panoc"/>.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point found, and how good it is.</returns>
    /// <exception cref="ArgumentNullException">A function, the method or the start is null.</exception>
    /// <exception cref="ArgumentException">A function lacks what the method stands on (convexity, a Lipschitz constant).</exception>
    /// <exception cref="ShapeMismatchException">The start does not have a shape that the functions are defined on.</exception>
    public static Solution<T> Run<T>(ISmoothFunction<T> smooth, IProximable<T> proximable, IProximalGradientMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(smooth, proximable, x0), options, cancellationToken);
    }

    /// <summary>Minimizes <c>g₁(x) + g₂(x)</c>, both proximable.</summary>
    /// <inheritdoc cref="Run{T}(ISmoothFunction{T}, IProximable{T}, IProximalGradientMethod, Tensor{T}, MinimizeOptions?, CancellationToken)"/>
    /// <param name="first">The function g₁; best the one with a domain.</param>
    /// <param name="second">The function g₂.</param>
    /// <param name="method">How: <see cref="DouglasRachford"/> or <see cref="Admm"/>.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    public static Solution<T> Run<T>(IProximable<T> first, IProximable<T> second, ISplittingMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(first, second, x0), options, cancellationToken);
    }

    /// <summary>Minimizes <c>f(x) + g₁(x) + g₂(x)</c>, f smooth and two proximable functions.</summary>
    /// <inheritdoc cref="Run{T}(ISmoothFunction{T}, IProximable{T}, IProximalGradientMethod, Tensor{T}, MinimizeOptions?, CancellationToken)"/>
    /// <param name="smooth">The smooth function f.</param>
    /// <param name="first">The function g₁.</param>
    /// <param name="second">The function g₂.</param>
    /// <param name="method">How: <see cref="DavisYin"/>.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    public static Solution<T> Run<T>(ISmoothFunction<T> smooth, IProximable<T> first, IProximable<T> second, IThreeOperatorMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(smooth, first, second, x0), options, cancellationToken);
    }

    /// <summary>Minimizes <c>g(x) + h(Kx)</c>, both proximable.</summary>
    /// <inheritdoc cref="Run{T}(ISmoothFunction{T}, IProximable{T}, IProximalGradientMethod, Tensor{T}, MinimizeOptions?, CancellationToken)"/>
    /// <param name="proximable">The function g.</param>
    /// <param name="composed">The function h after the operator K.</param>
    /// <param name="method">How: <see cref="ChambollePock"/>, <see cref="DualForwardBackward"/> or <see cref="Admm"/>.</param>
    /// <param name="x0">The start; it is copied, not changed. 0 when null.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    public static Solution<T> Run<T>(IProximable<T> proximable, Composition<T> composed, IPrimalDualMethod method, Tensor<T>? x0 = null, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(proximable, composed, x0 ?? ZeroOf(composed)), options, cancellationToken);
    }

    /// <summary>Minimizes <c>f(x) + h(Kx)</c>, f smooth and h proximable.</summary>
    /// <inheritdoc cref="Run{T}(ISmoothFunction{T}, IProximable{T}, IProximalGradientMethod, Tensor{T}, MinimizeOptions?, CancellationToken)"/>
    /// <param name="smooth">The smooth function f.</param>
    /// <param name="composed">The function h after the operator K.</param>
    /// <param name="method">How: <see cref="CondatVu"/>, or <see cref="Admm"/> where f has a Hessian.</param>
    /// <param name="x0">The start; it is copied, not changed. 0 when null.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    public static Solution<T> Run<T>(ISmoothFunction<T> smooth, Composition<T> composed, ISmoothComposedMethod method, Tensor<T>? x0 = null, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(smooth, composed, x0 ?? ZeroOf(composed)), options, cancellationToken);
    }

    /// <summary>Minimizes <c>f(x) + g(x) + h(Kx)</c>, f smooth, g and h proximable.</summary>
    /// <inheritdoc cref="Run{T}(ISmoothFunction{T}, IProximable{T}, IProximalGradientMethod, Tensor{T}, MinimizeOptions?, CancellationToken)"/>
    /// <param name="smooth">The smooth function f.</param>
    /// <param name="proximable">The function g.</param>
    /// <param name="composed">The function h after the operator K.</param>
    /// <param name="method">How: <see cref="CondatVu"/>.</param>
    /// <param name="x0">The start; it is copied, not changed. 0 when null.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    public static Solution<T> Run<T>(ISmoothFunction<T> smooth, IProximable<T> proximable, Composition<T> composed, ISmoothPrimalDualMethod method, Tensor<T>? x0 = null, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(method);
        return Run(method.Start(smooth, proximable, composed, x0 ?? ZeroOf(composed)), options, cancellationToken);
    }

    private static Tensor<T> ZeroOf<T>(Composition<T> composed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(composed);
        return Tensor.Zeros<T>(composed.Operator.Domain);
    }
}
