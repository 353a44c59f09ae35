using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A penalty that grows ever more slowly with the size of a coefficient.</summary>
internal interface IConcavePenalty<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The slope at a size, at 0 from the right.</summary>
    T Slope(T size);
}
