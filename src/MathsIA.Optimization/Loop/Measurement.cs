using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>How good a point is.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Objective">The function's value there.</param>
/// <param name="Residual">The optimality measure there, 0 at a solution: for smooth functions the norm of the gradient.</param>
public readonly record struct Measurement<T>(T Objective, T Residual) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether both numbers are finite.</summary>
    public bool IsFinite => T.IsFinite(Objective) && T.IsFinite(Residual);
}
