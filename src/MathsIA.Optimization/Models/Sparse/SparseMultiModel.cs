using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A linear model with several outputs and few coefficients, as fitted: immutable.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record SparseMultiModel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The coefficients, those of the columns as given: [p, k].</summary>
    public required Tensor<T> Coefficients { get; init; }

    /// <summary>The intercepts: [k]; zeros where none were asked for.</summary>
    public required Tensor<T> Intercepts { get; init; }

    /// <summary>The features with a coefficient that is not zero, rising.</summary>
    public required IReadOnlyList<int> Support { get; init; }

    /// <summary>The weight of the penalty.</summary>
    public required double Lambda { get; init; }

    /// <summary>The mean loss plus the penalty.</summary>
    public required T Objective { get; init; }

    /// <summary>The mean loss, without the penalty.</summary>
    public required T Loss { get; init; }

    /// <summary>The duality gap: <c>Objective − Gap</c> is a lower bound of the smallest objective, up to rounding.</summary>
    public required T Gap { get; init; }

    /// <summary>The largest violation of the optimality conditions.</summary>
    public required T Violation { get; init; }

    /// <summary>Why the fit ended.</summary>
    public required Status Status { get; init; }

    /// <summary>The working sets solved.</summary>
    public required int Iterations { get; init; }

    /// <summary>The passes of coordinate descent over working sets.</summary>
    public required int Epochs { get; init; }

    /// <summary>How predictions follow from the linear predictors.</summary>
    public SparseLink Link { get; init; }

    /// <summary>The linear predictors <c>X W + b</c>.</summary>
    /// <param name="design">Samples, one a row: [m, p].</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>A new tensor: [m, k].</returns>
    /// <exception cref="ArgumentNullException">The design is null.</exception>
    /// <exception cref="ShapeMismatchException">The design does not have as many features as the model.</exception>
    public Tensor<T> Decision(Design<T> design, ComputeContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (design.Features != Coefficients.Shape[0])
            throw new ShapeMismatchException(nameof(Predict), $"the design has {design.Features} features, the model {Coefficients.Shape[0]}.", nameof(design));
        return design.Multiply(Coefficients, context) + Intercepts;
    }

    /// <summary>The means of the outputs: the linear predictors, or the class probabilities, as <see cref="Link"/> says.</summary>
    /// <param name="design">Samples, one a row: [m, p].</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>A new tensor: [m, k].</returns>
    /// <exception cref="ArgumentNullException">The design is null.</exception>
    /// <exception cref="ShapeMismatchException">The design does not have as many features as the model.</exception>
    public Tensor<T> Predict(Design<T> design, ComputeContext? context = null)
    {
        Tensor<T> eta = Decision(design, context);
        return Link == SparseLink.Softmax ? eta.Softmax(axis: -1) : eta;
    }
}
