namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static IEnumerable<Sample> Fused =>
    [
        new("SoftmaxCrossEntropy", x => x[0].SoftmaxCrossEntropy(Picks), x => x[0].SoftmaxCrossEntropy(Picks), Any(3, 4)),
        .. Layers("Affine", Activation.None),
        .. Layers("Affine, Relu", Activation.Relu),
        .. Layers("Affine, Sigmoid", Activation.Sigmoid),
        .. Layers("Affine, Tanh", Activation.Tanh),
        .. Layers("Affine, Silu", Activation.Silu),
        .. Layers("Affine, Gelu", Activation.Gelu),
        new("Checkpoint", x => Variable.Checkpoint(y => (y[0] * y[1]).Tanh().Exp(), x[0], x[1]), x => Variable.Checkpoint(y => (y[0] * y[1]).Tanh().Exp(), x[0], x[1]), Any(2, 3), Any(3)),
        new("Checkpoint, empty", x => Variable.Checkpoint(y => (y[0] * y[1]).Tanh(), x[0], x[1]), x => Variable.Checkpoint(y => (y[0] * y[1]).Tanh(), x[0], x[1]), Any(2, 0), Any(0)),
        new("SoftmaxCrossEntropy, more axes", x => x[0].SoftmaxCrossEntropy(Places), x => x[0].SoftmaxCrossEntropy(Places), Any(2, 3, 4)),
        new("SoftmaxCrossEntropy, vector", x => x[0].SoftmaxCrossEntropy(Tensor.Scalar(1)), x => x[0].SoftmaxCrossEntropy(Tensor.Scalar(1)), Any(4)),
        new("SoftmaxCrossEntropy, no rows", x => x[0].SoftmaxCrossEntropy(NoPicks), x => x[0].SoftmaxCrossEntropy(NoPicks), Any(0, 4)),
        new("SoftmaxCrossEntropy, smoothed", x => x[0].SoftmaxCrossEntropy(Picks, Smoothed), x => x[0].SoftmaxCrossEntropy(Picks, Smoothed), Any(3, 4)),
        new("SoftmaxCrossEntropy, ignored, mean", x => x[0].SoftmaxCrossEntropy(Picks, IgnoringZero), x => x[0].SoftmaxCrossEntropy(Picks, IgnoringZero), Any(3, 4)),
        new("SoftmaxCrossEntropy, smoothed, ignored, sum", x => x[0].SoftmaxCrossEntropy(Picks, Everything), x => x[0].SoftmaxCrossEntropy(Picks, Everything), Any(3, 4)),
        new("SoftmaxCrossEntropy, targets", x => x[0].SoftmaxCrossEntropy(x[1]), x => x[0].SoftmaxCrossEntropy(x[1]), Any(3, 4), Positive(3, 4)),
        new("SoftmaxCrossEntropy, targets, no rows", x => x[0].SoftmaxCrossEntropy(x[1]), x => x[0].SoftmaxCrossEntropy(x[1]), Any(0, 4), Any(0, 4)),
        new("SoftmaxCrossEntropy, targets, smoothed, mean", x => x[0].SoftmaxCrossEntropy(x[1].Softmax(), Smoothed with { Reduction = LossReduction.Mean }),
            x => x[0].SoftmaxCrossEntropy(x[1].Softmax(), Smoothed with { Reduction = LossReduction.Mean }), Any(2, 2, 4), Any(2, 2, 4)),
    ];

    /// <summary>The rows of a dense layer: a matrix, more axes, a vector, more than a register holds, no rows, no inputs.</summary>
    private static IEnumerable<Sample> Layers(string name, Activation activation)
    {
        (string, int[], int)[] uses = [("", [2, 3], 4), (", more axes", [2, 2, 3], 2), (", vector", [3], 2), (", wide", [2, 3], 19), (", no rows", [0, 3], 2), (", no inputs", [2, 0], 2)];
        foreach ((string use, int[] lengths, int outputs) in uses)
            yield return new(name + use, x => x[0].Affine(x[1], x[2], activation), x => x[0].Affine(x[1], x[2], activation), Any(lengths), Any(lengths[^1], outputs), Any(outputs));
    }

    private static CrossEntropyOptions Smoothed => new() { LabelSmoothing = 0.2 };

    private static CrossEntropyOptions IgnoringZero => new() { IgnoredLabel = 0, Reduction = LossReduction.Mean };

    private static CrossEntropyOptions Everything => new() { LabelSmoothing = 0.1, IgnoredLabel = 0, Reduction = LossReduction.Sum };
}
