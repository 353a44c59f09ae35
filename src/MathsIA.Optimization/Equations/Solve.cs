using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Solves equations and finds fixed points: the loop of <see cref="Minimize"/> with the norm of what should be zero as its residual.</summary>
/// <remarks>Wrong use throws; not converging is a <see cref="Status"/>, and the point with the smallest residual comes back.
/// <see cref="Solution{T}.Objective"/> is half the square of the residual.</remarks>
public static class Solve
{
    /// <summary>Solves <c>F(x) = 0</c>, as many equations as unknowns.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The equations F; with a Jacobian where it is known.</param>
    /// <param name="method">How.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point found; its residual is <c>‖F(x)‖</c>.</returns>
    /// <exception cref="ArgumentNullException">The function, the method or the start is null.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many equations as unknowns.</exception>
    public static Solution<T> Root<T>(IVectorFunction<T> function, IRootMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(x0);
        return Minimize.Run(method.Start(function, x0), options, cancellationToken);
    }

    /// <summary>Finds a fixed point, <c>x = G(x)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="map">The map G, from points to points.</param>
    /// <param name="method">How.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <param name="options">When to stop and what to record; the defaults when null.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>The point found; its residual is <c>‖G(x) − x‖</c>.</returns>
    /// <exception cref="ArgumentNullException">The map, the method or the start is null.</exception>
    /// <exception cref="ShapeMismatchException">The map does not give as many numbers as it takes.</exception>
    public static Solution<T> FixedPoint<T>(IVectorFunction<T> map, IFixedPointMethod method, Tensor<T> x0, MinimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(x0);
        return Minimize.Run(method.Start(map, x0), options, cancellationToken);
    }

    /// <summary>Finds a root of a function of one number between two points where it has opposite signs, by Brent's method: secants and inverse
    /// parabolas, and a halving wherever they are slow.</summary>
    /// <remarks>A continuous function has a root there, and the interval that holds one never grows. About 10 evaluations for a smooth function; at
    /// most about the square of what halving needs. R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4.</remarks>
    /// <param name="function">The function.</param>
    /// <param name="left">One end.</param>
    /// <param name="right">The other end; the function must not have the same sign there.</param>
    /// <param name="tolerance">The width of the interval at which the search ends, besides the rounding of the point. By default 1e-12.</param>
    /// <param name="maxIterations">The most evaluations after those at the ends. From 0; by default 200.</param>
    /// <returns>The root, or the best point where the evaluations ran out or the function stopped being finite.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range or not finite.</exception>
    /// <exception cref="ArgumentException">The function has the same sign at both ends, or no value there.</exception>
    public static ScalarRoot Bracketed(Func<double, double> function, double left, double right, double tolerance = 1e-12, int maxIterations = 200)
    {
        ArgumentNullException.ThrowIfNull(function);
        Guard.FiniteNumber(left, nameof(Bracketed));
        Guard.FiniteNumber(right, nameof(Bracketed));
        Guard.NonNegative(tolerance, nameof(Bracketed));
        ArgumentOutOfRangeException.ThrowIfNegative(maxIterations);
        double atLeft = function(left), atRight = function(right);
        if (!double.IsFinite(atLeft) || !double.IsFinite(atRight) || (atLeft > 0 && atRight > 0) || (atLeft < 0 && atRight < 0))
            throw new ArgumentException($"{nameof(Bracketed)}: the function is {atLeft} at {left} and {atRight} at {right}; opposite signs are asked for.", nameof(function));
        return new BrentRoot(function, left, atLeft, right, atRight).Run(tolerance, maxIterations);
    }
}
