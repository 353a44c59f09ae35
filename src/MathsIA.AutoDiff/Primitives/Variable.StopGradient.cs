using System.Numerics;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>The value as a constant: no transform takes a derivative of it, however deep.</summary>
    /// <remarks>Inside <see cref="Vectorize"/> it still differs from example to example.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The variable.</param>
    /// <returns>A variable with the same value and a derivative of zero.</returns>
    public static Variable<T> StopGradient<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Origin.Stopped(x);
}
