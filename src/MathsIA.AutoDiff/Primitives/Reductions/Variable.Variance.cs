using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>The variance of all elements.</summary>
    /// <inheritdoc cref="Variance{T}(Variable{T}, Axes, double, bool)"/>
    public static Variable<T> Variance<T>(this Variable<T> x, double correction = 0) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Variance(Axes.All, correction);

    /// <summary>The variance over some axes.</summary>
    /// <remarks><c>Σ (x − mean)² / (n − correction)</c>, in two passes. Derivative <c>2 (x − mean) / (n − correction)</c>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The variable.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="correction">What is subtracted from the number of elements: 0 for that of the elements themselves, 1 for the unbiased estimate.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <returns>A variable with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    public static Variable<T> Variance<T>(this Variable<T> x, Axes axes, double correction = 0, bool keepDimensions = false) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReducedAxes reduced = ReducedAxes.Resolve(nameof(Variance), axes, keepDimensions, x.Shape);
        Variable<T> deviation = x - x.Mean(axes, keepDimensions: true);
        return deviation.Square().Sum(axes, keepDimensions) / T.CreateChecked(reduced.Count(x.Shape) - correction);
    }

    /// <summary>The standard deviation of all elements.</summary>
    /// <inheritdoc cref="StandardDeviation{T}(Variable{T}, Axes, double, bool)"/>
    public static Variable<T> StandardDeviation<T>(this Variable<T> x, double correction = 0) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Variance(correction).Sqrt();

    /// <summary>The standard deviation over some axes.</summary>
    /// <remarks>The root of <see cref="Variance{T}(Variable{T}, Axes, double, bool)"/>. Not differentiable where it is 0: the derivative is not a number there.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The variable.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="correction">What is subtracted from the number of elements.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <returns>A variable with one element for each index of the other axes.</returns>
    public static Variable<T> StandardDeviation<T>(this Variable<T> x, Axes axes, double correction = 0, bool keepDimensions = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x.Variance(axes, correction, keepDimensions).Sqrt();
}
