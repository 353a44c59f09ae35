using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A function <c>f(x) = Σ_i h_i κ(x_i, x)</c> on the samples it was fitted to: immutable.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record KernelModel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The samples, one a row: [n, d]; shared with the caller who fitted.</summary>
    public required Tensor<T> Samples { get; init; }

    /// <summary>The coefficients h: [n].</summary>
    public required Tensor<T> Coefficients { get; init; }

    /// <summary>The kernel.</summary>
    public required IKernelFunction Kernel { get; init; }

    /// <summary>The weight of the penalty.</summary>
    public required double Lambda { get; init; }

    /// <summary>The objective at <see cref="Coefficients"/>.</summary>
    public required T Objective { get; init; }

    /// <summary>The norm of the equation that h solves: 0 at a solution.</summary>
    public required T Residual { get; init; }

    /// <summary>Why the fit ended.</summary>
    public required Status Status { get; init; }

    /// <summary>The systems solved.</summary>
    public required int Iterations { get; init; }

    /// <summary>Values of f: for a classifier, the logarithm of the odds of the label 1.</summary>
    /// <param name="points">Points, one a row: [m, d].</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>A new tensor: [m].</returns>
    /// <exception cref="ArgumentNullException">The points are null.</exception>
    /// <exception cref="ShapeMismatchException">The points are not a matrix with the dimension of the samples.</exception>
    public Tensor<T> Predict(Tensor<T> points, ComputeContext? context = null)
    {
        Guard.Rank(points, 2, nameof(Predict));
        if (points.Shape[1] != Samples.Shape[1])
            throw new ShapeMismatchException(nameof(Predict), $"the points have {points.Shape[1]} coordinates, the samples {Samples.Shape[1]}.", nameof(points));
        return Kernel.Matrix(points, Samples, context).MatMul(Coefficients, context);
    }
}
