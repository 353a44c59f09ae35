using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A way to minimize <c>½ ‖r(x)‖²</c> that looks at the residuals one by one: immutable settings.</summary>
public interface ILeastSquaresMethod
{
    /// <summary>Prepares a run: checks the settings and makes the buffers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="residuals">The residuals r.</param>
    /// <param name="x0">The start; it is copied, not changed.</param>
    /// <returns>The iteration, standing at the start.</returns>
    IIteration<T> Start<T>(IVectorFunction<T> residuals, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
