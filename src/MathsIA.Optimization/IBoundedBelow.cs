using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A function that is known to stay above some number: a loss is at least 0. Certificates of norms need it, see
/// <see cref="Fista"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
public interface IBoundedBelow<T> : ISmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A number that the function is nowhere below.</summary>
    T LowerBound { get; }
}
