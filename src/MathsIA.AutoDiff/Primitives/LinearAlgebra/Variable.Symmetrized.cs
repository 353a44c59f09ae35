using System.Numerics;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>The symmetric part <c>½ (A + Aᵀ)</c> of a matrix, or of each matrix of a batch.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">The matrix, square.</param>
    /// <returns>A variable of the same shape.</returns>
    public static Variable<T> Symmetrized<T>(this Variable<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T> => (a + a.Transpose(-1, -2)) * T.CreateChecked(0.5);
}
