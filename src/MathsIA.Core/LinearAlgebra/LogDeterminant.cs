using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>A determinant as its sign and the logarithm of its magnitude, which neither overflows nor underflows.</summary>
/// <param name="Sign">-1, 0 or 1.</param>
/// <param name="LogMagnitude"><c>log |det A|</c>; minus infinity for a singular matrix, 0 for an empty one.</param>
/// <typeparam name="T">The element type.</typeparam>
public readonly record struct LogDeterminant<T>(int Sign, T LogMagnitude) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The determinant itself, <c>Sign exp(LogMagnitude)</c>.</summary>
    /// <returns>The determinant; infinite or zero where it leaves the range of <typeparamref name="T"/>.</returns>
    public T ToDeterminant() => Sign == 0 ? T.Zero : T.CreateTruncating(Sign) * T.Exp(LogMagnitude);
}
