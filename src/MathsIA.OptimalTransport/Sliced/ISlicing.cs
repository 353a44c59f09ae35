using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>How points are laid on lines: a family of functions, one for each direction, linear for the sliced distance, bent for the generalized ones.</summary>
/// <remarks>Source: S. Kolouri et al., "Generalized sliced Wasserstein distances", NeurIPS 2019.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface ISlicing<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Draws directions, unit vectors.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="count">How many.</param>
    /// <param name="dimension">The number of coordinates of a point.</param>
    /// <returns>The directions, one a row, as long as the family asks for.</returns>
    Tensor<T> Directions(Philox random, int count, int dimension);

    /// <summary>Where the points come to lie.</summary>
    /// <param name="points">The points, one a row.</param>
    /// <param name="directions">The directions, one a row.</param>
    /// <returns>One row a direction, one column a point.</returns>
    Tensor<T> Project(Tensor<T> points, Tensor<T> directions);

    /// <summary>Carries derivatives with respect to where points lie back to the points.</summary>
    /// <param name="points">The points, one a row.</param>
    /// <param name="directions">The directions, one a row.</param>
    /// <param name="slopes">The derivatives, one row a direction, one column a point.</param>
    /// <returns>The derivatives with respect to the points.</returns>
    Tensor<T> PullBack(Tensor<T> points, Tensor<T> directions, Tensor<T> slopes);
}
