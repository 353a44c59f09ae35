using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The barycentric projection of a plan: each source goes to the mean of where its mass goes, <c>T(x_i) = Σ_j P_ij y_j / Σ_j P_ij</c>.</summary>
/// <remarks>For squared distances the best map that a plan suggests (the conditional mean); with an exact plan that is a permutation it is the Monge map. Source: M. Perrot and others,
/// "Mapping Estimation for Discrete Optimal Transport", NIPS 2016; L. Ambrosio, N. Gigli, G. Savaré, "Gradient Flows", definition 5.4.2.</remarks>
public static class BarycentricProjection
{
    private const string Operation = nameof(BarycentricProjection);

    /// <summary>Projects a plan.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="plan">The plan P.</param>
    /// <param name="targets">What lies at the targets, one row each: points, colours, labels.</param>
    /// <param name="fallback">What becomes of sources from which no mass goes, one row a source; null if there are none.</param>
    /// <returns>One row a source.</returns>
    /// <exception cref="ArgumentNullException">The plan or the targets are null.</exception>
    /// <exception cref="ShapeMismatchException">There is not one row a target, or the fallback has another shape than the result.</exception>
    /// <exception cref="ArgumentException">No mass goes from some source, and there is no fallback.</exception>
    public static Tensor<T> Of<T>(ITransportPlan<T> plan, Tensor<T> targets, Tensor<T>? fallback = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(plan);
        Tensor<T> sums = plan.Apply(targets), masses = plan.Apply(Tensor.Ones<T>(plan.Columns, 1));
        if (fallback is not null && fallback.Shape != sums.Shape)
            throw new ShapeMismatchException($"{Operation}: fallback has the shape {fallback.Shape}; {sums.Shape} is asked for.");
        int width = sums.Shape[1];
        for (int i = 0; i < plan.Rows; i++)
        {
            bool hasMass = masses[i, 0] > T.Zero;
            if (!hasMass && fallback is null)
                throw new ArgumentException($"{Operation}: no mass goes from source {i}; a fallback is asked for.", nameof(fallback));
            for (int k = 0; k < width; k++)
                sums[i, k] = hasMass ? sums[i, k] / masses[i, 0] : fallback![i, k];
        }

        return sums;
    }
}
