using System.Numerics;

namespace MathsIA.Optimization.Tests;

/// <summary>A method for boxes, on a box without walls.</summary>
internal sealed class Unbounded(IBoundedMethod method) : ISmoothMethod
{
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        method.Start(function, Bounds.Between(x0.Shape, T.NegativeInfinity, T.PositiveInfinity), x0);
}
