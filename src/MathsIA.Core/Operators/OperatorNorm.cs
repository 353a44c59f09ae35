using System.Numerics;

namespace MathsIA.Operators;

/// <summary>What is known of an operator's spectral norm: its value, or an upper bound on it.</summary>
/// <param name="Bound">A number that <c>‖K‖₂</c> does not exceed (up to rounding); infinity when nothing is known.</param>
/// <param name="IsExact">Whether <c>‖K‖₂</c> equals <paramref name="Bound"/> up to rounding.</param>
/// <typeparam name="T">The element type.</typeparam>
public readonly record struct OperatorNorm<T>(T Bound, bool IsExact) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Nothing is known: the bound is infinite.</summary>
    public static OperatorNorm<T> Unknown => new(T.PositiveInfinity, false);

    /// <summary>A norm known exactly.</summary>
    /// <param name="value">The norm.</param>
    /// <returns>The value, marked exact.</returns>
    public static OperatorNorm<T> Exactly(T value) => new(value, true);

    /// <summary>An upper bound.</summary>
    /// <param name="bound">The bound.</param>
    /// <returns>The bound, not marked exact.</returns>
    public static OperatorNorm<T> AtMost(T bound) => new(bound, bound == T.Zero);

    /// <summary>The norm of the operator scaled by <paramref name="factor"/>.</summary>
    /// <param name="factor">The factor, of either sign.</param>
    /// <returns><c>|factor| ‖K‖</c>, as exact as this.</returns>
    public OperatorNorm<T> ScaledBy(T factor) => factor == T.Zero ? Exactly(T.Zero) : new(T.Abs(factor) * Bound, IsExact);

    /// <summary>The bound on a product: <c>‖AB‖ ≤ ‖A‖ ‖B‖</c>.</summary>
    /// <param name="other">The norm of the other factor.</param>
    /// <returns>A bound; exact only when it is zero.</returns>
    public OperatorNorm<T> Times(OperatorNorm<T> other) =>
        AtMost(Bound == T.Zero || other.Bound == T.Zero ? T.Zero : Bound * other.Bound);

    /// <summary>The bound on a sum: <c>‖A + B‖ ≤ ‖A‖ + ‖B‖</c>.</summary>
    /// <param name="other">The norm of the other term.</param>
    /// <returns>A bound; exact when one of the two is exactly zero and the other exact.</returns>
    public OperatorNorm<T> Plus(OperatorNorm<T> other) =>
        new(Bound + other.Bound, IsExact && other.IsExact && (Bound == T.Zero || other.Bound == T.Zero));
}
