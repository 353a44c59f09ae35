using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>An iteration that carries a dual point along.</summary>
/// <typeparam name="T">The element type.</typeparam>
public interface IDualIteration<T> : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The present dual point, the one that the measured gap belongs to. A buffer of the iteration.</summary>
    Tensor<T> Dual { get; }
}
