using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A method for <c>min ½‖x − a‖² + Σᵢ gᵢ(x)</c>: the projection on an intersection of sets, or the prox of a sum.</summary>
public interface IProjectionMethod
{
    /// <summary>Starts the method.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="point">The point a; it is copied.</param>
    /// <param name="proximables">The functions or indicators gᵢ, at least one.</param>
    /// <returns>The running method.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There are no functions, or one is not known to be convex.</exception>
    /// <exception cref="ShapeMismatchException">The point is not of a shape that the functions are defined on.</exception>
    IIteration<T> Start<T>(Tensor<T> point, IReadOnlyList<IProximable<T>> proximables) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
