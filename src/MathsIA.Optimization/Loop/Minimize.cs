using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Minimizes functions: one loop for every method.</summary>
/// <remarks>
/// <para>Wrong use throws. Everything that can happen to a correct call is a <see cref="Status"/>: running out of steps or
/// time, cancellation, an objective that stops being finite. The best point comes back in each case.</para>
/// <example><code>
/// var loss = new LeastSquares&lt;double&gt;(a, y);
/// Solution&lt;double&gt; s = Minimize.Run(loss, new Nesterov(), Tensor.Zeros&lt;double&gt;(p), new() { MaxIterations = 500 });
/// if (s.Status is not Status.Converged)
///     Console.WriteLine(s);   // IterationLimit after 500 iterations: objective ..., residual ...
/// </code></example>
/// </remarks>
public static partial class Minimize
{
    /// <summary>Minimizes a smooth function.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">What to minimize.</param>
    /// <param name="method">How.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point found, and how good it is.</returns>
    /// <exception cref="ArgumentNullException">The function, the method or the start is null.</exception>
    /// <exception cref="ArgumentException">The method needs a constant that the function does not know.</exception>
    /// <exception cref="ShapeMismatchException">The start does not have the shape the function is defined on.</exception>
    public static Solution<T> Run<T>(ISmoothFunction<T> function, ISmoothMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(x0);
        return Run(method.Start(function, x0), options, cancellationToken);
    }

    /// <summary>Minimizes a mean of many terms by a stochastic method.</summary>
    /// <inheritdoc cref="Run{T}(ISmoothFunction{T}, ISmoothMethod, Tensor{T}, MinimizeOptions?, CancellationToken)"/>
    public static Solution<T> Run<T>(IFiniteSum<T> function, IStochasticMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(x0);
        return Run(method.Start(function, x0), options, cancellationToken);
    }

    /// <summary>Minimizes a mean of many smooth terms plus a proximable function by a stochastic method.</summary>
    /// <remarks>The residual is the norm of the prox-gradient mapping, <c>‖x − prox_{τg}(x − τ ∇f(x))‖/τ</c> at <c>τ = 1/L</c> (1 where L is not
    /// known): 0 at a solution only.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="smooth">The mean of many terms.</param>
    /// <param name="proximable">The function g, entered by its prox.</param>
    /// <param name="method">How.</param>
    /// <param name="x0">The start; it is copied, not changed. Where g is +∞ there, the run starts from its prox.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point found, and how good it is.</returns>
    /// <exception cref="ArgumentNullException">A function, the method or the start is null.</exception>
    /// <exception cref="ArgumentException">The method needs a constant that the function does not know.</exception>
    /// <exception cref="ShapeMismatchException">The start does not have the shape the functions are defined on.</exception>
    public static Solution<T> Run<T>(IFiniteSum<T> smooth, IProximable<T> proximable, IStochasticProximalMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(smooth);
        ArgumentNullException.ThrowIfNull(proximable);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(x0);
        return Run(method.Start(smooth, proximable, x0), options, cancellationToken);
    }

    /// <summary>Minimizes a smooth function over a box.</summary>
    /// <remarks>The residual is the norm of <c>P(x − ∇f(x)) − x</c>, P the projection onto the box: 0 where no feasible direction descends.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">What to minimize; it is evaluated inside the box only.</param>
    /// <param name="bounds">The box.</param>
    /// <param name="method">How.</param>
    /// <param name="x0">The start; it is copied, and the copy projected onto the box.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point found, and how good it is.</returns>
    /// <exception cref="ArgumentNullException">The function, the bounds, the method or the start is null.</exception>
    /// <exception cref="ShapeMismatchException">The start does not have the shape of the bounds, or that which the function is defined on.</exception>
    public static Solution<T> Run<T>(ISmoothFunction<T> function, Bounds<T> bounds, IBoundedMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(bounds);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(x0);
        return Run(method.Start(function, bounds, x0), options, cancellationToken);
    }

    /// <summary>Minimizes a function by its values alone.</summary>
    /// <remarks>The residual is what the method says; for <see cref="NelderMead"/> the size of the simplex.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The value at a point, which it must not keep or change.</param>
    /// <param name="method">How.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point found, and how good it is.</returns>
    /// <exception cref="ArgumentNullException">The function, the method or the start is null.</exception>
    public static Solution<T> Run<T>(Func<Tensor<T>, T> function, IDerivativeFreeMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(x0);
        return Run(method.Start(function, x0), options, cancellationToken);
    }

    /// <summary>Minimizes half the sum of squares of residuals, <c>½ ‖r(x)‖²</c>.</summary>
    /// <remarks>The residual of the solution is the norm of the gradient, <c>‖Jᵀ r‖</c>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="residuals">The residuals r; a Jacobian or its products with them where they are known.</param>
    /// <param name="method">How.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point found, and how good it is.</returns>
    /// <exception cref="ArgumentNullException">The residuals, the method or the start is null.</exception>
    public static Solution<T> Run<T>(IVectorFunction<T> residuals, ILeastSquaresMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(x0);
        return Run(method.Start(residuals, x0), options, cancellationToken);
    }

    /// <summary>Drives an iteration that is already started: the loop that the other overloads use.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="iteration">The started method.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point found, and how good it is.</returns>
    /// <exception cref="ArgumentNullException">The iteration is null.</exception>
    public static Solution<T> Run<T>(IIteration<T> iteration, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(iteration);
        options ??= new MinimizeOptions();
        var recorder = new RunRecorder<T>(iteration, options);
        int every = options.MeasureEvery ?? iteration.MeasureInterval;
        int k = 0;
        Status? status = recorder.Measure(k);
        while (status is null)
        {
            if (cancellationToken.IsCancellationRequested)
                status = Status.Cancelled;
            else if (k >= options.MaxIterations)
                status = Status.IterationLimit;
            else if (recorder.IsOutOfTime)
                status = Status.TimeLimit;
            else
            {
                bool moved = iteration.Step();
                k++;
                if (!moved || k % every == 0)
                    status = recorder.Measure(k);
                if (!moved)
                    status ??= Status.Stalled;
            }
        }

        // The last point counts too, whatever ended the run.
        if (recorder.LastMeasured != k && recorder.Measure(k) is { } last)
            status = last;
        return recorder.Finish(status.Value, k);
    }
}
