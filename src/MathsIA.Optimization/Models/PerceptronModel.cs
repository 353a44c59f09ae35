using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A hyperplane that a perceptron learnt: immutable.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record PerceptronModel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The normal w: [d].</summary>
    public required Tensor<T> Coefficients { get; init; }

    /// <summary>The intercept b.</summary>
    public required T Intercept { get; init; }

    /// <summary>The samples that were added while learning.</summary>
    public required int Mistakes { get; init; }

    /// <summary>The samples on the wrong side of the hyperplane.</summary>
    public required int Errors { get; init; }

    /// <summary>The passes made.</summary>
    public required int Passes { get; init; }

    /// <summary>Converged when the classes are separated.</summary>
    public required Status Status { get; init; }

    /// <summary>The labels of points: 1 where <c>⟨x, w⟩ + b</c> is positive, else −1.</summary>
    /// <param name="points">Points, one a row: [m, d].</param>
    /// <returns>A new tensor: [m].</returns>
    /// <exception cref="ArgumentNullException">The points are null.</exception>
    /// <exception cref="ShapeMismatchException">The points are not a matrix with the dimension of the samples.</exception>
    public Tensor<T> Predict(Tensor<T> points)
    {
        Guard.Rank(points, 2, nameof(Predict));
        if (points.Shape[1] != Coefficients.Length)
            throw new ShapeMismatchException(nameof(Predict), $"the points have {points.Shape[1]} coordinates, the samples {Coefficients.Length}.", nameof(points));
        Tensor<T> side = points.MatMul(Coefficients) + Intercept;
        foreach (ref T value in side.AsSpan())
            value = value > T.Zero ? T.One : -T.One;
        return side;
    }
}
