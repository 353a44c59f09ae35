using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The loss <c>ℓ(z, y)</c> of predictions <c>z</c> against targets <c>y</c>, for some samples at a time: all that one linear model's loss
/// has that another's has not.</summary>
internal interface ISampleLoss<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>An upper bound of the curvature of every sample; null when there is none.</summary>
    T? LargestCurvature { get; }

    /// <summary>A lower bound of the curvature of every sample, at least 0.</summary>
    T SmallestCurvature { get; }

    /// <summary>The losses; the predictions are used up.</summary>
    void Values(Span<T> z, ReadOnlySpan<T> targets, Span<T> losses);

    /// <summary>Replaces each prediction by the derivative <c>ℓ′</c>.</summary>
    void Slopes(Span<T> z, ReadOnlySpan<T> targets);

    /// <summary>Both, with the bits of each.</summary>
    void ValuesAndSlopes(Span<T> z, ReadOnlySpan<T> targets, Span<T> losses);

    /// <summary>Replaces each <c>v</c> by <c>ℓ″ v</c>; the predictions are used up.</summary>
    void MultiplyByCurvature(Span<T> z, ReadOnlySpan<T> targets, Span<T> v);
}
