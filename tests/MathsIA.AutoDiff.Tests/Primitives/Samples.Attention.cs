namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static readonly Tensor<bool> Allowed = Tensor.From([true, false, true, false, false, false, true, true, false], 3, 3);
    private static readonly AttentionOptions Masked = new() { Mask = Allowed, Scale = 0.7 };
    private static readonly AttentionOptions Padded = new() { KeyLengths = Tensor.From([2, 0]) };
    private static readonly AttentionOptions Ending = new() { Causal = CausalMask.LowerRight };

    private static IEnumerable<Sample> Attention =>
    [
        new("ScaledDotProductAttention", x => x[0].ScaledDotProductAttention(x[1], x[2]), x => x[0].ScaledDotProductAttention(x[1], x[2]), Any(2, 2, 3, 2), Any(2, 2, 4, 2), Any(2, 2, 4, 3)),
        new("ScaledDotProductAttention, causal, no batch", x => x[0].ScaledDotProductAttention(x[1], x[2], new() { Causal = CausalMask.UpperLeft }), x => x[0].ScaledDotProductAttention(x[1], x[2], new() { Causal = CausalMask.UpperLeft }), Any(2, 3, 2), Any(2, 3, 2), Any(2, 3, 1)),
        new("ScaledDotProductAttention, causal from the end", x => x[0].ScaledDotProductAttention(x[1], x[2], Ending), x => x[0].ScaledDotProductAttention(x[1], x[2], Ending), Any(2, 3), Any(4, 3), Any(4, 2)),
        new("ScaledDotProductAttention, shared keys, masked", x => x[0].ScaledDotProductAttention(x[1], x[2], Masked), x => x[0].ScaledDotProductAttention(x[1], x[2], Masked), Any(1, 4, 3, 2), Any(1, 2, 3, 2), Any(1, 2, 3, 2)),
        new("ScaledDotProductAttention, padded", x => x[0].ScaledDotProductAttention(x[1], x[2], Padded), x => x[0].ScaledDotProductAttention(x[1], x[2], Padded), Any(2, 1, 2, 2), Any(2, 1, 3, 2), Any(2, 1, 3, 2)),
        new("ScaledDotProductAttention, bias", x => x[0].ScaledDotProductAttention(x[1], x[2], null, x[3]), x => x[0].ScaledDotProductAttention(x[1], x[2], null, x[3]), Any(2, 2, 2, 2), Any(2, 1, 3, 2), Any(2, 1, 3, 2), Any(2, 1, 3)),
        new("ScaledDotProductAttention, no queries", x => x[0].ScaledDotProductAttention(x[1], x[2]), x => x[0].ScaledDotProductAttention(x[1], x[2]), Any(2, 0, 3), Any(2, 4, 3), Any(2, 4, 2)),
        new("ScaledDotProductAttention, no keys", x => x[0].ScaledDotProductAttention(x[1], x[2]), x => x[0].ScaledDotProductAttention(x[1], x[2]), Any(2, 3), Any(0, 3), Any(0, 2)),
        new("ScaledDotProductAttention, no heads", x => x[0].ScaledDotProductAttention(x[1], x[2]), x => x[0].ScaledDotProductAttention(x[1], x[2]), Any(2, 0, 3, 2), Any(2, 0, 4, 2), Any(2, 0, 4, 2)),
        new("ScaledDotProductAttention, constant bias", x => x[0].ScaledDotProductAttention(x[1], x[2], null, (Variable<double>)Any(2, 3)), x => x[0].ScaledDotProductAttention(x[1], x[2], null, (Variable<float>)Any(2, 3).To<float>()), Any(2, 2), Any(3, 2), Any(3, 2)),
    ];
}
