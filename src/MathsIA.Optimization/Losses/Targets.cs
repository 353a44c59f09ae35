using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Checks of what the losses are given to predict.</summary>
internal static class Targets
{
    public static T[] Finite<T>(IDesign<T> design, Tensor<T> targets, string operation, string paramName) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Shape(targets, new Shape(design.Samples), operation, paramName);
        Guard.Finite(targets, operation, paramName);
        return targets.ToArray();
    }

    public static T[] Signs<T>(IDesign<T> design, Tensor<T> labels, string operation, string paramName) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Shape(labels, new Shape(design.Samples), operation, paramName);
        T[] signs = labels.ToArray();
        int bad = Array.FindIndex(signs, label => T.Abs(label) != T.One);
        return bad < 0 ? signs
            : throw new ArgumentOutOfRangeException(paramName, signs[bad], $"{operation}: label {bad} is neither +1 nor -1.");
    }

    public static T[] Counts<T>(IDesign<T> design, Tensor<T> counts, string operation, string paramName) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] numbers = Finite(design, counts, operation, paramName);
        int bad = Array.FindIndex(numbers, count => count < T.Zero);
        return bad < 0 ? numbers
            : throw new ArgumentOutOfRangeException(paramName, numbers[bad], $"{operation}: count {bad} is negative.");
    }

    public static T[] Classes<T>(IDesign<T> design, Tensor<int> labels, int classes, string operation, string paramName) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Shape(labels, new Shape(design.Samples), operation, paramName);
        int[] numbers = labels.ToArray();
        int bad = Array.FindIndex(numbers, label => (uint)label >= (uint)classes);
        return bad < 0 ? Array.ConvertAll(numbers, T.CreateChecked)
            : throw new ArgumentOutOfRangeException(paramName, numbers[bad], $"{operation}: label {bad} is not from 0 to {classes - 1}.");
    }
}
