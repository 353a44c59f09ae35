using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Costs with a structure by which sums over all targets come cheaper than entry by entry: a grid with separable costs, a kernel of low rank.</summary>
/// <remarks>Solvers ask the library, which asks the geometry where it is of this kind and goes through the rows where it is not.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface IStructuredCost<T> : ICostGeometry<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The soft minimum of every row, <c>−ε log Σ_j exp(h_j − C_ij/ε)</c>, or of every column, with the sum over i.</summary>
    /// <param name="heights">The h_j: −∞ for a target that does not count.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="transposed">Whether columns are asked for.</param>
    /// <param name="destination">Receives one value a row; +∞ where nothing can be reached.</param>
    /// <param name="context">How many threads.</param>
    void SoftMinimum(ReadOnlySpan<double> heights, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null);

    /// <summary>The product with the kernel, <c>Σ_j exp(−C_ij/ε) x_j</c>, or with its transpose.</summary>
    /// <param name="x">The vector.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="transposed">Whether the transpose is asked for.</param>
    /// <param name="destination">Receives the product.</param>
    /// <param name="context">How many threads.</param>
    void KernelProduct(ReadOnlySpan<double> x, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null);
}
