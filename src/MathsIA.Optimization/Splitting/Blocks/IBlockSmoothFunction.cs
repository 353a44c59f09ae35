using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A function of several blocks of variables, smooth in each while the others rest: a product of factors, say.</summary>
/// <remarks>The blocks stand one after the other in one vector. One object is not for several threads at once.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public interface IBlockSmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The lengths of the blocks.</summary>
    IReadOnlyList<int> BlockLengths { get; }

    /// <summary>The value at a point.</summary>
    /// <param name="x">All blocks.</param>
    /// <returns>The value.</returns>
    T Value(ReadOnlySpan<T> x);

    /// <summary>The gradient in one block.</summary>
    /// <param name="x">All blocks.</param>
    /// <param name="block">Which, from 0.</param>
    /// <param name="destination">Where to write the gradient: as long as the block.</param>
    void Gradient(ReadOnlySpan<T> x, int block, Span<T> destination);

    /// <summary>A Lipschitz constant of the gradient in one block, the others as they are.</summary>
    /// <param name="x">All blocks.</param>
    /// <param name="block">Which, from 0.</param>
    /// <returns>The constant.</returns>
    T LipschitzConstant(ReadOnlySpan<T> x, int block);
}
