using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A way to minimize a smooth function over a box: immutable settings that can start any number of runs.</summary>
public interface IBoundedMethod
{
    /// <summary>Prepares a run: checks the settings and makes the buffers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">What to minimize; it is evaluated inside the box only.</param>
    /// <param name="bounds">The box.</param>
    /// <param name="x0">The start; it is copied, and the copy projected onto the box.</param>
    /// <returns>The iteration, standing at the start.</returns>
    /// <exception cref="ShapeMismatchException">The start does not have the shape of the bounds.</exception>
    IIteration<T> Start<T>(ISmoothFunction<T> function, Bounds<T> bounds, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
