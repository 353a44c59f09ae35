namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static IEnumerable<Sample> Normalization =>
    [
        new("LayerNormalize", x => x[0].LayerNormalize(x[1], x[2]), x => x[0].LayerNormalize(x[1], x[2]), Any(3, 5), Any(5), Any(5)),
        new("LayerNormalize, plain", x => x[0].LayerNormalize(), x => x[0].LayerNormalize(), Any(2, 3, 4)),
        new("LayerNormalize, scale", x => x[0].LayerNormalize(x[1], epsilon: 0.1), x => x[0].LayerNormalize(x[1], epsilon: 0.1), Any(4), Any(4)),
        new("LayerNormalize, shift", x => x[0].LayerNormalize(shift: x[1]), x => x[0].LayerNormalize(shift: x[1]), Any(2, 4), Any(4)),
        new("LayerNormalize, long", x => x[0].LayerNormalize(x[1], x[2]), x => x[0].LayerNormalize(x[1], x[2]), Any(18, 3), Any(3), Any(3)),
        new("LayerNormalize, no rows", x => x[0].LayerNormalize(x[1], x[2]), x => x[0].LayerNormalize(x[1], x[2]), Any(0, 3), Any(3), Any(3)),
        new("LayerNormalize, length 1", x => x[0].LayerNormalize(x[1], x[2]), x => x[0].LayerNormalize(x[1], x[2]), Any(3, 1), Any(1), Any(1)),
        new("LayerNormalize, empty rows", x => x[0].LayerNormalize(x[1]), x => x[0].LayerNormalize(x[1]), Any(3, 0), Any(0)),
        new("RmsNormalize", x => x[0].RmsNormalize(x[1]), x => x[0].RmsNormalize(x[1]), Any(3, 5), Any(5)),
        new("RmsNormalize, plain", x => x[0].RmsNormalize(epsilon: 0.1), x => x[0].RmsNormalize(epsilon: 0.1), Any(2, 3, 4)),
        new("RmsNormalize, no rows", x => x[0].RmsNormalize(x[1]), x => x[0].RmsNormalize(x[1]), Any(0, 3), Any(3)),
        new("RmsNormalize, length 1", x => x[0].RmsNormalize(x[1], epsilon: 0.1), x => x[0].RmsNormalize(x[1], epsilon: 0.1), Any(3, 1), Any(1)),
        new("RmsNormalize, empty rows", x => x[0].RmsNormalize(x[1]), x => x[0].RmsNormalize(x[1]), Any(3, 0), Any(0)),
        new("BatchNormalize", x => x[0].BatchNormalize(x[1], x[2]).Result, x => x[0].BatchNormalize(x[1], x[2]).Result, Any(5, 3), Any(3), Any(3)),
        new("BatchNormalize, images", x => x[0].BatchNormalize(x[1], x[2]).Result, x => x[0].BatchNormalize(x[1], x[2]).Result, Any(2, 3, 2, 2), Any(3), Any(3)),
        new("BatchNormalize, last axis", x => x[0].BatchNormalize(x[1], x[2], channelAxis: -1).Result, x => x[0].BatchNormalize(x[1], x[2], channelAxis: -1).Result, Any(2, 3, 2), Any(2), Any(2)),
        new("BatchNormalize, statistics", x => Statistics(x[0].BatchNormalize(x[1], x[2])), x => Statistics(x[0].BatchNormalize(x[1], x[2])), Any(4, 2), Any(2), Any(2)),
        new("BatchNormalize, no channels", x => x[0].BatchNormalize(x[1], x[2]).Result, x => x[0].BatchNormalize(x[1], x[2]).Result, Any(4, 0), Any(0), Any(0)),
        new("BatchNormalize, inference", x => x[0].BatchNormalize(x[1], x[2], x[3], x[4]), x => x[0].BatchNormalize(x[1], x[2], x[3], x[4]), Any(2, 3, 2), Any(3), Positive(3), Any(3), Any(3)),
        new("BatchNormalize, inference, no rows", x => x[0].BatchNormalize(x[1], x[2], x[3], x[4]), x => x[0].BatchNormalize(x[1], x[2], x[3], x[4]), Any(0, 3), Any(3), Positive(3), Any(3), Any(3)),
        new("GroupNormalize", x => x[0].GroupNormalize(2, x[1], x[2]), x => x[0].GroupNormalize(2, x[1], x[2]), Any(2, 4, 3), Any(4), Any(4)),
        new("GroupNormalize, no examples", x => x[0].GroupNormalize(2, x[1], x[2]), x => x[0].GroupNormalize(2, x[1], x[2]), Any(0, 4, 3), Any(4), Any(4)),
        new("GroupNormalize, instances", x => x[0].GroupNormalize(2), x => x[0].GroupNormalize(2), Any(2, 2, 2, 2)),
    ];

    private static Variable<T> Statistics<T>((Variable<T> Result, Variable<T> Mean, Variable<T> Variance) parts) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        parts.Result * parts.Mean + parts.Variance.Square();
}
