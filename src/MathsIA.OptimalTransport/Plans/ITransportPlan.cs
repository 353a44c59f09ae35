using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A coupling P: how much mass goes from each source to each target. Made on demand: nothing of size n × m is kept.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface ITransportPlan<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many sources.</summary>
    int Rows { get; }

    /// <summary>How many targets.</summary>
    int Columns { get; }

    /// <summary>The plan as a matrix.</summary>
    /// <returns>P, sources by targets.</returns>
    Tensor<T> ToDense();

    /// <summary>The product <c>P V</c>: for each source the sum of what is at the targets, weighted by the mass that goes there.</summary>
    /// <param name="values">The values V, one row a target.</param>
    /// <returns>The product, one row a source.</returns>
    /// <exception cref="ArgumentNullException">The values are null.</exception>
    /// <exception cref="ShapeMismatchException">They are not a matrix with one row a target.</exception>
    Tensor<T> Apply(Tensor<T> values);

    /// <summary>The product <c>Pᵀ V</c>: for each target the sum of what is at the sources, weighted by the mass that comes from there.</summary>
    /// <param name="values">The values V, one row a source.</param>
    /// <returns>The product, one row a target.</returns>
    /// <exception cref="ArgumentNullException">The values are null.</exception>
    /// <exception cref="ShapeMismatchException">They are not a matrix with one row a source.</exception>
    Tensor<T> ApplyTransposed(Tensor<T> values);
}
