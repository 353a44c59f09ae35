using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The usual boxes.</summary>
public static class Bounds
{
    /// <summary>The same two bounds for every coordinate.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape of the points.</param>
    /// <param name="lower">The lower bound; −∞ for none.</param>
    /// <param name="upper">The upper bound, at least the lower one; +∞ for none.</param>
    /// <returns>The box.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A bound is NaN, or the lower one is above the upper one.</exception>
    public static Bounds<T> Between<T>(Shape shape, T lower, T upper) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Tensor.Full([.. shape.Lengths], lower), Tensor.Full([.. shape.Lengths], upper));

    /// <summary>Every coordinate at least 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape of the points.</param>
    /// <returns>The box, without an upper end.</returns>
    public static Bounds<T> NonNegative<T>(Shape shape) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Between(shape, T.Zero, T.PositiveInfinity);
}
