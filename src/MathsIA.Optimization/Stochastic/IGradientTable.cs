using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The last gradient seen of each term, all zero at first.</summary>
internal interface IGradientTable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The weight λ of a ridge term that each gradient has and the table leaves out.</summary>
    T Ridge { get; }

    /// <summary>Remembers the gradients of some distinct terms at a point.</summary>
    /// <param name="x">The point.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="change">Receives the sum of what they changed by.</param>
    void Refresh(Tensor<T> x, ReadOnlySpan<int> terms, Tensor<T> change);
}
