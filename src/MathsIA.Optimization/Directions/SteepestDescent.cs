using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The steepest direction, <c>d = −∇f(x)</c>.</summary>
public sealed record SteepestDescent : IDirectionRule
{
    /// <inheritdoc/>
    public IDirection<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return new Direction<T>();
    }

    private sealed class Direction<T> : IDirection<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T? Compute(EvaluatedPoint<T> at, Tensor<T> direction)
        {
            Vectors.Negate(at.Gradient, direction);
            return null;
        }

        public void Learn(EvaluatedPoint<T> from, Tensor<T> direction, EvaluatedPoint<T> to)
        {
            // The gradient says it all.
        }

        public bool Forget() => false;
    }
}
