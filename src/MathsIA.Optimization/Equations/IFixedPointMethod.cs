using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A way to solve <c>x = G(x)</c>: immutable settings.</summary>
public interface IFixedPointMethod
{
    /// <summary>Prepares a run: checks the settings and makes the buffers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="map">The map G.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <returns>The iteration, standing at the start.</returns>
    /// <exception cref="ShapeMismatchException">The map does not give as many numbers as it takes.</exception>
    IIteration<T> Start<T>(IVectorFunction<T> map, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
