using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A ridge regression, as fitted: immutable.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record RidgeModel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The coefficients: [p].</summary>
    public required Tensor<T> Coefficients { get; init; }

    /// <summary>The intercept; 0 where none was asked for.</summary>
    public required T Intercept { get; init; }

    /// <summary>The weight λ.</summary>
    public required double Lambda { get; init; }

    /// <summary><c>‖A w + b − y‖² + λ ‖w‖²</c>.</summary>
    public required T Objective { get; init; }

    /// <summary>The duality gap: <c>Objective − Gap</c> is a lower bound of the smallest objective, up to rounding.</summary>
    public required T Gap { get; init; }

    /// <summary>The predictions <c>A w + b</c>.</summary>
    /// <param name="design">Samples, one a row: [m, p].</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>A new tensor: [m].</returns>
    /// <exception cref="ArgumentNullException">The design is null.</exception>
    /// <exception cref="ShapeMismatchException">The design is not a matrix with as many features as the model.</exception>
    public Tensor<T> Predict(Tensor<T> design, ComputeContext? context = null)
    {
        Guard.Rank(design, 2, nameof(Predict));
        if (design.Shape[1] != Coefficients.Length)
            throw new ShapeMismatchException(nameof(Predict), $"the design has {design.Shape[1]} features, the model {Coefficients.Length}.", nameof(design));
        return design.MatMul(Coefficients, context) + Intercept;
    }
}
