using System.Numerics;

namespace MathsIA;

/// <summary>A differentiable function of one tensor: its value and its gradient.</summary>
/// <remarks>
/// <para>Where optimization, differentiation and models meet: a hand-written loss, a recorded computation and a network's
/// loss are all minimized through this.</para>
/// <para>An implementation may keep workspace between calls, so one object is not for several threads at once. It throws
/// <see cref="ShapeMismatchException"/> when the point or the destination does not have the shape it is defined on, before any
/// work. The destination is contiguous and never overlaps the point.</para>
/// </remarks>
/// <typeparam name="T">The element type, such as <c>float</c> or <c>double</c>.</typeparam>
public interface ISmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The smallest known <c>L</c> with <c>‖∇f(x) − ∇f(y)‖ ≤ L ‖x − y‖</c>; null when none is known.</summary>
    /// <remarks>May be computed at the first call (a singular value, say), then kept.</remarks>
    T? LipschitzConstant { get; }

    /// <summary>The largest known <c>μ</c> with <c>f − μ/2 ‖·‖²</c> convex: 0 for a function known to be convex and no
    /// more; null when even that is not known.</summary>
    /// <remarks>May be computed at the first call, then kept.</remarks>
    T? StrongConvexity { get; }

    /// <summary>The value <c>f(x)</c>.</summary>
    /// <param name="x">The point.</param>
    /// <returns>The value; NaN or an infinity where the function has none.</returns>
    T Value(Tensor<T> x);

    /// <summary>The gradient <c>∇f(x)</c>.</summary>
    /// <param name="x">The point.</param>
    /// <param name="destination">Where to write the gradient: the shape of the point.</param>
    void Gradient(Tensor<T> x, Tensor<T> destination);

    /// <summary>Value and gradient at once, which shares their common work.</summary>
    /// <param name="x">The point.</param>
    /// <param name="destination">Where to write the gradient: the shape of the point.</param>
    /// <returns>The value <c>f(x)</c>.</returns>
    T ValueAndGradient(Tensor<T> x, Tensor<T> destination);
}
