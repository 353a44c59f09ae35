using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The directions of one run.</summary>
/// <typeparam name="T">The element type.</typeparam>
public interface IDirection<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes the direction at a point.</summary>
    /// <param name="at">The point.</param>
    /// <param name="direction">Where to write it. Holds the last direction, where there was one.</param>
    /// <returns>The step that the direction is scaled for, such as 1 for Newton's; null when it has no scale.</returns>
    T? Compute(EvaluatedPoint<T> at, Tensor<T> direction);

    /// <summary>Learns from a step.</summary>
    /// <param name="from">Where it began.</param>
    /// <param name="direction">Its direction.</param>
    /// <param name="to">Where it ended.</param>
    void Learn(EvaluatedPoint<T> from, Tensor<T> direction, EvaluatedPoint<T> to);

    /// <summary>Forgets what was learned, after a direction that did not descend.</summary>
    /// <returns>Whether there was something to forget, so that another direction may do better.</returns>
    bool Forget();
}
