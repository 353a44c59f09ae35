using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>How far sets of k columns are from orthonormal: <c>(1 − Lower)‖x‖² ≤ ‖Ax‖² ≤ (1 + Upper)‖x‖²</c> for every x on the supports looked at.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Lower"><c>1 − λ_min</c> over the supports.</param>
/// <param name="Upper"><c>λ_max − 1</c> over the supports.</param>
public readonly record struct IsometryConstants<T>(T Lower, T Upper) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The restricted isometry constant <c>δ_k</c>: the larger of the two.</summary>
    public T Constant => T.Max(Lower, Upper);
}
