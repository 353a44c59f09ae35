using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A search along directions, during one run.</summary>
/// <typeparam name="T">The element type.</typeparam>
public interface IStepSearch<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Finds a step <c>τ</c> and moves a point to <c>x + τ d</c>; what was evaluated there goes with the point.</summary>
    /// <param name="from">The present point <c>x</c>.</param>
    /// <param name="direction">The direction <c>d</c>.</param>
    /// <param name="suggested">The step that the direction is scaled for, such as 1 for Newton's; null when it has no scale.</param>
    /// <param name="to">The point to move; left anywhere when no step is good.</param>
    /// <returns>The step; 0 when none is good, as along a direction that does not descend.</returns>
    T Search(EvaluatedPoint<T> from, Tensor<T> direction, T? suggested, EvaluatedPoint<T> to);
}
