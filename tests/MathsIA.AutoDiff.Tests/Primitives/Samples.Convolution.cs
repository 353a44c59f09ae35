namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static readonly ConvolutionOptions Stepping = new() { Stride = [2, 1], Padding = 1, PaddingAfter = [0, 1], Dilation = [1, 2] };

    private static IEnumerable<Sample> Convolutions =>
    [
        new("Convolve", x => x[0].Convolve(x[1]), x => x[0].Convolve(x[1]), Any(2, 2, 4, 5), Any(3, 2, 3, 2)),
        new("Convolve with bias", x => x[0].Convolve(x[1], x[2], Stepping), x => x[0].Convolve(x[1], x[2], Stepping), Any(2, 2, 5, 4), Any(3, 2, 2, 2), Any(3)),
        new("Convolve, stride with a remainder", x => x[0].Convolve(x[1], new ConvolutionOptions { Stride = 3 }), x => x[0].Convolve(x[1], new ConvolutionOptions { Stride = 3 }), Any(1, 2, 7, 6), Any(2, 2, 2, 2)),
        new("Convolve, groups", x => x[0].Convolve(x[1], new ConvolutionOptions { Groups = 2, Padding = 1 }), x => x[0].Convolve(x[1], new ConvolutionOptions { Groups = 2, Padding = 1 }), Any(2, 4, 3, 3), Any(4, 2, 3, 3)),
        new("Convolve, depthwise", x => x[0].Convolve(x[1], new ConvolutionOptions { Groups = 3, Padding = 1 }), x => x[0].Convolve(x[1], new ConvolutionOptions { Groups = 3, Padding = 1 }), Any(1, 3, 4, 4), Any(3, 1, 3, 3)),
        new("Convolve, 1 x 1", x => x[0].Convolve(x[1]), x => x[0].Convolve(x[1]), Any(2, 3, 2, 3), Any(4, 3, 1, 1)),
        new("Convolve, kernel larger than the image", x => x[0].Convolve(x[1], new ConvolutionOptions { Padding = 2 }), x => x[0].Convolve(x[1], new ConvolutionOptions { Padding = 2 }), Any(1, 2, 2, 3), Any(2, 2, 5, 5)),
        new("Convolve, Winograd", x => x[0].Convolve(x[1], new ConvolutionOptions { Padding = 1, Algorithm = ConvolutionAlgorithm.Winograd }), x => x[0].Convolve(x[1], new ConvolutionOptions { Padding = 1, Algorithm = ConvolutionAlgorithm.Winograd }), Any(1, 2, 5, 4), Any(2, 2, 3, 3)),
        new("Convolve, one dimension", x => x[0].Convolve(x[1], x[2], new ConvolutionOptions { Stride = 2, Padding = 1, Dilation = 2 }), x => x[0].Convolve(x[1], x[2], new ConvolutionOptions { Stride = 2, Padding = 1, Dilation = 2 }), Any(2, 2, 8), Any(3, 2, 3), Any(3)),
        new("Convolve, empty batch", x => x[0].Convolve(x[1]), x => x[0].Convolve(x[1]), Any(0, 2, 4, 4), Any(2, 2, 3, 3)),
        new("Convolve an image with itself", x => x[0].Convolve(x[0], new ConvolutionOptions { Padding = 1 }), x => x[0].Convolve(x[0], new ConvolutionOptions { Padding = 1 }), Any(2, 2, 3, 3)),
        new("ConvolveTransposed", x => x[0].ConvolveTransposed(x[1]), x => x[0].ConvolveTransposed(x[1]), Any(2, 2, 3, 2), Any(2, 3, 2, 3)),
        new("ConvolveTransposed with bias", x => x[0].ConvolveTransposed(x[1], x[2], Stepping with { OutputPadding = [1, 0] }), x => x[0].ConvolveTransposed(x[1], x[2], Stepping with { OutputPadding = [1, 0] }), Any(2, 2, 3, 4), Any(2, 3, 3, 2), Any(3)),
        new("ConvolveTransposed, groups", x => x[0].ConvolveTransposed(x[1], new ConvolutionOptions { Groups = 2, Stride = 2 }), x => x[0].ConvolveTransposed(x[1], new ConvolutionOptions { Groups = 2, Stride = 2 }), Any(1, 4, 2, 2), Any(4, 1, 3, 3)),
        new("ConvolveTransposed, one dimension", x => x[0].ConvolveTransposed(x[1], x[2], new ConvolutionOptions { Stride = 3, Padding = 1 }), x => x[0].ConvolveTransposed(x[1], x[2], new ConvolutionOptions { Stride = 3, Padding = 1 }), Any(2, 2, 4), Any(2, 3, 3), Any(3)),
        new("ConvolveTransposed, empty batch", x => x[0].ConvolveTransposed(x[1]), x => x[0].ConvolveTransposed(x[1]), Any(0, 2, 3, 2), Any(2, 3, 2, 3)),
        new("MaxPool, empty batch", x => x[0].MaxPool(2), x => x[0].MaxPool(2), Any(0, 2, 4, 4)),
        new("AveragePool, no channels", x => x[0].AveragePool(2), x => x[0].AveragePool(2), Any(2, 0, 4, 4)),
        new("MaxPool", x => x[0].MaxPool(2).Square(), x => x[0].MaxPool(2).Square(), Any(2, 2, 4, 6)),
        new("MaxPool, overlapping", x => x[0].MaxPool(3, new() { Stride = 2, Padding = 1 }).Square(), x => x[0].MaxPool(3, new() { Stride = 2, Padding = 1 }).Square(), Any(1, 2, 5, 6)),
        new("MaxPool, one dimension", x => x[0].MaxPool(3, new() { Stride = 1, Dilation = 2 }), x => x[0].MaxPool(3, new() { Stride = 1, Dilation = 2 }), Any(2, 2, 8)),
        new("AveragePool", x => x[0].AveragePool(2).Square(), x => x[0].AveragePool(2).Square(), Any(2, 2, 4, 5)),
        new("AveragePool, padding not counted", x => x[0].AveragePool([3, 2], new() { Stride = [2, 1], Padding = 1, CountPadding = false }).Square(), x => x[0].AveragePool([3, 2], new() { Stride = [2, 1], Padding = 1, CountPadding = false }).Square(), Any(1, 2, 5, 4)),
        new("AveragePool, one dimension", x => x[0].AveragePool(3, new() { Padding = 1 }), x => x[0].AveragePool(3, new() { Padding = 1 }), Any(2, 2, 7)),
    ];
}
