using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A way to minimize a function by its values alone: immutable settings that can start any number of runs.</summary>
public interface IDerivativeFreeMethod
{
    /// <summary>Prepares a run: checks the settings and makes the buffers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The value at a point, which it must not keep or change.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <returns>The iteration, standing at the start.</returns>
    IIteration<T> Start<T>(Func<Tensor<T>, T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
