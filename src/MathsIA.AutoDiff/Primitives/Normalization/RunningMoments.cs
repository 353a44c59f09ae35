using System.Numerics;

namespace MathsIA.AutoDiff;

/// <summary>The averages that batch normalization collects in training and uses in inference.</summary>
public static class RunningMoments
{
    /// <summary>Moves running averages towards the statistics of a batch, in place.</summary>
    /// <remarks><c>running ← (1 − momentum) running + momentum observed</c>; of the variance the unbiased estimate is taken,
    /// <c>variance · count / (count − 1)</c>, as PyTorch does.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="runningMean">The average of the means, changed in place.</param>
    /// <param name="runningVariance">The average of the variances, changed in place.</param>
    /// <param name="mean">The means of a batch, of the same shape.</param>
    /// <param name="variance">Its population variances, of the same shape.</param>
    /// <param name="count">How many numbers each of them was computed from; at least 2.</param>
    /// <param name="momentum">The weight of the batch, from 0 to 1.</param>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 2, or the momentum outside [0, 1].</exception>
    public static void Update<T>(Tensor<T> runningMean, Tensor<T> runningVariance, Tensor<T> mean, Tensor<T> variance, long count, double momentum = 0.1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(runningMean);
        ArgumentNullException.ThrowIfNull(runningVariance);
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(variance);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (!(momentum >= 0 && momentum <= 1))
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "RunningMoments: the momentum must lie between 0 and 1.");
        RequireSame(runningMean.Shape, runningVariance.Shape, nameof(runningVariance));
        RequireSame(runningMean.Shape, mean.Shape, nameof(mean));
        RequireSame(runningMean.Shape, variance.Shape, nameof(variance));
        Move(runningMean, mean, T.CreateChecked(momentum));
        Move(runningVariance, variance * T.CreateChecked(count / (count - 1.0)), T.CreateChecked(momentum));
    }

    private static void Move<T>(Tensor<T> running, Tensor<T> observed, T weight) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (running * (T.One - weight) + observed * weight).CopyTo(running);

    private static void RequireSame(Shape expected, Shape shape, string name)
    {
        if (shape != expected)
            throw new ShapeMismatchException(nameof(RunningMoments), $"{name} has the shape {shape}, the running mean {expected}.", name);
    }
}
