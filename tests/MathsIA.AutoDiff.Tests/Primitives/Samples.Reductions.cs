namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static IEnumerable<Sample> Reductions =>
    [
        .. OverAxes("Sum", (x, axes, keep) => x.Sum(axes, keep), (x, axes, keep) => x.Sum(axes, keep), Any),
        .. OverAxes("Mean", (x, axes, keep) => x.Mean(axes, keep), (x, axes, keep) => x.Mean(axes, keep), Any),
        .. OverAxes("Max", (x, axes, keep) => x.Max(axes, keep), (x, axes, keep) => x.Max(axes, keep), Any),
        .. OverAxes("Min", (x, axes, keep) => x.Min(axes, keep), (x, axes, keep) => x.Min(axes, keep), Any),
        .. OverAxes("LogSumExp", (x, axes, keep) => x.LogSumExp(axes, keep), (x, axes, keep) => x.LogSumExp(axes, keep), Any),
        .. OverAxes("Product", (x, axes, keep) => x.Product(axes, keep), (x, axes, keep) => x.Product(axes, keep), Positive),
        .. OverAxes("Variance", (x, axes, keep) => x.Variance(axes, 0, keep), (x, axes, keep) => x.Variance(axes, 0, keep), Any),
        .. OverAxes("Norm", (x, axes, keep) => x.Norm(2, axes, keep), (x, axes, keep) => x.Norm(2, axes, keep), Away),
        .. OverAxes("Norm of order 1", (x, axes, keep) => x.Norm(1, axes, keep), (x, axes, keep) => x.Norm(1, axes, keep), Away),
        .. OverAxes("Norm of order 3", (x, axes, keep) => x.Norm(3, axes, keep), (x, axes, keep) => x.Norm(3, axes, keep), Away),
        .. OverAxes("Norm of order infinity", (x, axes, keep) => x.Norm(double.PositiveInfinity, axes, keep), (x, axes, keep) => x.Norm(double.PositiveInfinity, axes, keep), Away),
        .. Along("Softmax", (x, axis) => x.Softmax(axis), (x, axis) => x.Softmax(axis)),
        .. Along("LogSoftmax", (x, axis) => x.LogSoftmax(axis), (x, axis) => x.LogSoftmax(axis)),
        .. Along("CumulativeSum", (x, axis) => x.CumulativeSum(axis), (x, axis) => x.CumulativeSum(axis)),
        new("Sum of squares", x => x[0].Square().Sum(-1), x => x[0].Square().Sum(-1), Any(3, 4)),
        new("Product with zeros", x => x[0].Product(-1), x => x[0].Product(-1), Tensor.From([1.5, 0, 2, -1, 0.5, 0, 3, 0, 1.2, 2], 2, 5)),
        new("Variance, unbiased", x => x[0].Variance(1), x => x[0].Variance(1), Any(7)),
        new("StandardDeviation", x => x[0].StandardDeviation(-1), x => x[0].StandardDeviation(-1), Any(2, 5)),
    ];

    /// <summary>The rows of a reduction: all axes, one, the last and kept, two, a number, no rows.</summary>
    private static IEnumerable<Sample> OverAxes(
        string name, Func<Variable<double>, Axes, bool, Variable<double>> function, Func<Variable<float>, Axes, bool, Variable<float>> single, Func<int[], Tensor<double>> domain)
    {
        (string, int[], Axes, bool)[] uses =
        [
            ("", [2, 3], Axes.All, false), (" over an axis", [3, 4], 0, false), (", kept", [2, 17], -1, true), (" over two axes", [2, 3, 4], new[] { 0, 2 }, false),
            (", rank 0", [], Axes.All, false), (", no rows", [0, 3], 1, false),
        ];
        foreach ((string use, int[] lengths, Axes axes, bool keep) in uses)
            yield return new(name + use, x => function(x[0], axes, keep), x => single(x[0], axes, keep), domain(lengths));
    }

    /// <summary>The rows of an operation along one axis: the last, the first, one in the middle, length 1, no rows.</summary>
    private static IEnumerable<Sample> Along(string name, Func<Variable<double>, int, Variable<double>> function, Func<Variable<float>, int, Variable<float>> single)
    {
        foreach ((string use, int[] lengths, int axis) in new (string, int[], int)[] { ("", [2, 5], -1), (", first axis", [4, 3], 0), (", middle axis", [2, 3, 2], 1), (", length 1", [3, 1], 1), (", no rows", [0, 3], -1) })
            yield return new(name + use, x => function(x[0], axis), x => single(x[0], axis), Any(lengths));
    }
}
