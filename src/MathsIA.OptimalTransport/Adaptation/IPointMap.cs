using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A map of space into itself that takes one measure to another, defined at every point.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface IPointMap<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Maps points, those that the map was made from and any others.</summary>
    /// <param name="points">The points, one a row.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <returns>Where they go, one row each.</returns>
    /// <exception cref="ArgumentNullException">The points are null.</exception>
    /// <exception cref="ShapeMismatchException">They do not have as many coordinates as the map asks for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    Tensor<T> Apply(Tensor<T> points, ComputeContext? context = null);
}
