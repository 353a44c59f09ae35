namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static IEnumerable<Sample> Fused =>
    [
        new("SoftmaxCrossEntropy", x => x[0].SoftmaxCrossEntropy(Picks), x => x[0].SoftmaxCrossEntropy(Picks), Any(3, 4)),
        new("Affine", x => x[0].Affine(x[1], x[2]), x => x[0].Affine(x[1], x[2]), Any(2, 3), Any(3, 4), Any(4)),
        new("Affine, rectified", x => x[0].Affine(x[1], x[2], Activation.Relu), x => x[0].Affine(x[1], x[2], Activation.Relu), Any(2, 3), Any(3, 4), Any(4)),
        new("Affine, sigmoid, more axes", x => x[0].Affine(x[1], x[2], Activation.Sigmoid), x => x[0].Affine(x[1], x[2], Activation.Sigmoid), Any(2, 2, 3), Any(3, 2), Any(2)),
        new("Affine, tanh, vector", x => x[0].Affine(x[1], x[2], Activation.Tanh), x => x[0].Affine(x[1], x[2], Activation.Tanh), Any(3), Any(3, 2), Any(2)),
        new("Affine, Gelu", x => x[0].Affine(x[1], x[2], Activation.Gelu), x => x[0].Affine(x[1], x[2], Activation.Gelu), Any(2, 3), Any(3, 2), Any(2)),
        new("Affine, Silu", x => x[0].Affine(x[1], x[2], Activation.Silu), x => x[0].Affine(x[1], x[2], Activation.Silu), Any(2, 3), Any(3, 2), Any(2)),
        new("Checkpoint", x => Variable.Checkpoint(y => (y[0] * y[1]).Tanh().Exp(), x[0], x[1]), x => Variable.Checkpoint(y => (y[0] * y[1]).Tanh().Exp(), x[0], x[1]), Any(2, 3), Any(3)),
        new("Affine, no rows", x => x[0].Affine(x[1], x[2], Activation.Relu), x => x[0].Affine(x[1], x[2], Activation.Relu), Any(0, 3), Any(3, 2), Any(2)),
        new("Affine, no inputs", x => x[0].Affine(x[1], x[2], Activation.Tanh), x => x[0].Affine(x[1], x[2], Activation.Tanh), Any(2, 0), Any(0, 2), Any(2)),
        new("SoftmaxCrossEntropy, more axes", x => x[0].SoftmaxCrossEntropy(Places), x => x[0].SoftmaxCrossEntropy(Places), Any(2, 3, 4)),
        new("SoftmaxCrossEntropy, vector", x => x[0].SoftmaxCrossEntropy(Tensor.Scalar(1)), x => x[0].SoftmaxCrossEntropy(Tensor.Scalar(1)), Any(4)),
        new("SoftmaxCrossEntropy, no rows", x => x[0].SoftmaxCrossEntropy(NoPicks), x => x[0].SoftmaxCrossEntropy(NoPicks), Any(0, 4)),
        new("SoftmaxCrossEntropy, smoothed", x => x[0].SoftmaxCrossEntropy(Picks, Smoothed), x => x[0].SoftmaxCrossEntropy(Picks, Smoothed), Any(3, 4)),
        new("SoftmaxCrossEntropy, ignored, mean", x => x[0].SoftmaxCrossEntropy(Picks, IgnoringZero), x => x[0].SoftmaxCrossEntropy(Picks, IgnoringZero), Any(3, 4)),
        new("SoftmaxCrossEntropy, smoothed, ignored, sum", x => x[0].SoftmaxCrossEntropy(Picks, Everything), x => x[0].SoftmaxCrossEntropy(Picks, Everything), Any(3, 4)),
        new("SoftmaxCrossEntropy, targets", x => x[0].SoftmaxCrossEntropy(x[1]), x => x[0].SoftmaxCrossEntropy(x[1]), Any(3, 4), Positive(3, 4)),
        new("SoftmaxCrossEntropy, targets, smoothed, mean", x => x[0].SoftmaxCrossEntropy(x[1].Softmax(), Smoothed with { Reduction = LossReduction.Mean }),
            x => x[0].SoftmaxCrossEntropy(x[1].Softmax(), Smoothed with { Reduction = LossReduction.Mean }), Any(2, 2, 4), Any(2, 2, 4)),
    ];

    private static CrossEntropyOptions Smoothed => new() { LabelSmoothing = 0.2 };

    private static CrossEntropyOptions IgnoringZero => new() { IgnoredLabel = 0, Reduction = LossReduction.Mean };

    private static CrossEntropyOptions Everything => new() { LabelSmoothing = 0.1, IgnoredLabel = 0, Reduction = LossReduction.Sum };
}
