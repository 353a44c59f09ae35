using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Checks that the methods of compressed sensing share.</summary>
internal static class SensingGuard
{
    /// <summary>Refuses NaN and infinities, reading the elements once and copying nothing.</summary>
    public static void Finite<T>(Tensor<T> tensor, string operation, [CallerArgumentExpression(nameof(tensor))] string paramName = "") where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> elements = tensor.IsContiguous || tensor.Rank != 2 ? tensor.Contiguous() : tensor.Transpose().Contiguous();
        if (!MatrixArgument.IsFinite<T>(elements.AsSpan()))
            Guard.Finite(tensor, operation, paramName);
    }

    /// <summary>Checks an operator and the data measured through it.</summary>
    public static void Problem<T>(ILinearOperator<T> sensing, Tensor<T> measurements, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(sensing);
        Guard.Shape(measurements, sensing.Range, operation);
        if (sensing.Range.ElementCount == 0 || sensing.Domain.ElementCount == 0)
            throw new ShapeMismatchException(operation, $"sensing {sensing.Domain} → {sensing.Range} is empty.", nameof(sensing));
        Guard.Finite(measurements, operation);
    }

    /// <summary>Checks a problem whose answer has a given number of non-zeros.</summary>
    public static void Problem<T>(ILinearOperator<T> sensing, Tensor<T> measurements, int sparsity, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Problem(sensing, measurements, operation);
        int most = Math.Min(sensing.Range.ElementCount, sensing.Domain.ElementCount);
        if (sparsity > most)
            throw new ArgumentOutOfRangeException(nameof(sparsity), sparsity, $"{operation}: sensing {sensing.Domain} → {sensing.Range} determines at most {most} non-zeros.");
    }
}
