using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A way to solve <c>F(x) = 0</c> for as many equations as unknowns: immutable settings.</summary>
public interface IRootMethod
{
    /// <summary>Prepares a run: checks the settings and makes the buffers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The equations F.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <returns>The iteration, standing at the start.</returns>
    /// <exception cref="ShapeMismatchException">There are not as many equations as unknowns.</exception>
    IIteration<T> Start<T>(IVectorFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
