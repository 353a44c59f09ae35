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
    ];
}
