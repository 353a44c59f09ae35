using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The checks of kernel methods.</summary>
internal static class KernelArguments
{
    public static void Check<T>(Tensor<T> samples, Tensor<T> targets, IKernelFunction kernel, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(samples, 2, operation);
        if (samples.IsEmpty)
            throw new ShapeMismatchException(operation, $"the samples {samples.Shape} are empty.", nameof(samples));
        Guard.Shape(targets, new Shape(samples.Shape[0]), operation);
        Guard.Finite(samples, operation);
        Guard.Finite(targets, operation);
        ArgumentNullException.ThrowIfNull(kernel);
    }

    public static void Labels<T>(Tensor<T> targets, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < targets.Length; i++)
        {
            if (T.Abs(targets[i]) != T.One)
                throw new ArgumentOutOfRangeException(nameof(targets), targets[i], $"{operation}: a label must be -1 or 1.");
        }
    }
}
