namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static IEnumerable<Sample> Reductions =>
    [
        new("Sum", x => x[0].Sum(), x => x[0].Sum(), Any(2, 3)),
        new("Sum, rank 0", x => x[0].Sum(), x => x[0].Sum(), Any()),
        new("Sum, empty", x => x[0].Sum(-1), x => x[0].Sum(-1), Any(2, 0)),
        new("Sum over axes", x => x[0].Sum(new[] { 0, 2 }), x => x[0].Sum(new[] { 0, 2 }), Any(2, 3, 4)),
        new("Sum, kept", x => x[0].Sum(1, keepDimensions: true), x => x[0].Sum(1, keepDimensions: true), Any(2, 3, 2)),
        new("Sum of squares", x => x[0].Square().Sum(-1), x => x[0].Square().Sum(-1), Any(3, 4)),
        new("Mean", x => x[0].Mean(), x => x[0].Mean(), Any(2, 3)),
        new("Mean over an axis", x => x[0].Mean(0), x => x[0].Mean(0), Any(2, 3)),
        new("Max", x => x[0].Max(), x => x[0].Max(), Any(2, 3)),
        new("Max over an axis", x => x[0].Max(-1, keepDimensions: true), x => x[0].Max(-1, keepDimensions: true), Any(2, 4)),
        new("Min over an axis", x => x[0].Min(0), x => x[0].Min(0), Any(3, 4)),
        new("Product", x => x[0].Product(), x => x[0].Product(), Any(2, 3)),
        new("Product with zeros", x => x[0].Product(-1), x => x[0].Product(-1), Tensor.From([1.5, 0, 2, -1, 0.5, 0, 3, 0, 1.2, 2], 2, 5)),
        new("Variance", x => x[0].Variance(1), x => x[0].Variance(1), Any(7)),
        new("Variance over axes", x => x[0].Variance(new[] { 0, 2 }, 1, keepDimensions: true), x => x[0].Variance(new[] { 0, 2 }, 1, keepDimensions: true), Any(2, 3, 4)),
        new("StandardDeviation", x => x[0].StandardDeviation(-1), x => x[0].StandardDeviation(-1), Any(2, 5)),
        new("LogSumExp", x => x[0].LogSumExp(), x => x[0].LogSumExp(), Any(5)),
        new("LogSumExp over an axis", x => x[0].LogSumExp(0, keepDimensions: true), x => x[0].LogSumExp(0, keepDimensions: true), Any(3, 4)),
        new("Norm", x => x[0].Norm(), x => x[0].Norm(), Any(2, 3)),
        new("Norm of order 1", x => x[0].Norm(1, -1), x => x[0].Norm(1, -1), Away(2, 3)),
        new("Norm of order 3", x => x[0].Norm(3, 0), x => x[0].Norm(3, 0), Away(3, 2)),
        new("Norm of order infinity", x => x[0].Norm(double.PositiveInfinity, -1), x => x[0].Norm(double.PositiveInfinity, -1), Away(2, 4)),
        new("Softmax", x => x[0].Softmax(), x => x[0].Softmax(), Any(2, 4)),
        new("Softmax, first axis", x => x[0].Softmax(0), x => x[0].Softmax(0), Any(3, 2)),
        new("LogSoftmax", x => x[0].LogSoftmax(), x => x[0].LogSoftmax(), Any(2, 4)),
        new("CumulativeSum", x => x[0].CumulativeSum(0), x => x[0].CumulativeSum(0), Any(4, 2)),
    ];
}
