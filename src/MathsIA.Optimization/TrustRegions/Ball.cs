using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Where a line leaves the ball of a trust region.</summary>
internal static class Ball
{
    /// <summary>The <c>τ ≥ 0</c> with <c>‖p + τ d‖ = Δ</c>, for <c>‖p‖ ≤ Δ</c>.</summary>
    public static T Exit<T>(Tensor<T> p, Tensor<T> d, T radius) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T a = Vectors.Dot(d, d), b = Vectors.Dot(p, d), c = T.Max(T.Zero, (radius * radius) - Vectors.Dot(p, p)), root = T.Sqrt((b * b) + (a * c));
        // The form of the quadratic formula that does not cancel.
        return b > T.Zero ? c / (b + root) : (root - b) / a;
    }
}
