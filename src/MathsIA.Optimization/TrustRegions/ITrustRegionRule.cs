using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>How a trust-region method minimizes its quadratic model in a ball: immutable settings.</summary>
public interface ITrustRegionRule
{
    /// <summary>Prepares the steps of one run.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">What is minimized.</param>
    /// <param name="x0">The start of the run.</param>
    /// <returns>The solver of the model problems.</returns>
    /// <exception cref="ArgumentException">The function has no Hessian-vector product.</exception>
    ITrustRegionStep<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
