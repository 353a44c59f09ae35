using MathsIA.RandomNumbers;

namespace MathsIA.Tests.Kernels;

/// <summary>One convolution of the table that all tests run over.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="X">The shape of the images.</param>
/// <param name="Weight">The shape of the kernels.</param>
/// <param name="Options">How it steps.</param>
public sealed record ConvolutionCase(string Name, Shape X, Shape Weight, ConvolutionOptions Options)
{
    public override string ToString() => Name;

    public Tensor<double> Images => new Philox(3).Normal<double>(X.Lengths);

    public Tensor<double> Kernels => new Philox(5).Normal<double>(Weight.Lengths);

    public Tensor<double> Bias => new Philox(7).Normal<double>(Weight[0]);

    public Tensor<double> InputBias => new Philox(9).Normal<double>(X[1]);

    public static IReadOnlyList<ConvolutionCase> All { get; } =
    [
        new("plain", [2, 3, 5, 6], [4, 3, 3, 3], new()),
        new("padded", [2, 3, 5, 6], [4, 3, 3, 3], new() { Padding = 1 }),
        new("padded on one side", [2, 3, 5, 6], [4, 3, 3, 3], new() { Padding = [2, 0], PaddingAfter = [0, 1] }),
        new("padded more than the kernel reaches", [1, 2, 4, 4], [3, 2, 3, 3], new() { Padding = 5 }),
        new("stride 2", [2, 3, 9, 8], [4, 3, 3, 3], new() { Stride = 2, Padding = 1 }),
        new("stride 3 by 1", [2, 3, 9, 8], [4, 3, 3, 3], new() { Stride = [3, 1], Padding = [0, 1] }),
        new("stride above the kernel", [2, 3, 11, 10], [5, 3, 2, 1], new() { Stride = [3, 4] }),
        new("dilation", [1, 2, 11, 10], [3, 2, 3, 2], new() { Dilation = [2, 3], Padding = [2, 1] }),
        new("stride and dilation with a common divisor", [2, 2, 17, 15], [3, 2, 3, 3], new() { Stride = [4, 2], Dilation = [2, 4], Padding = 3 }),
        new("groups", [2, 6, 5, 5], [4, 3, 3, 3], new() { Groups = 2, Padding = 1 }),
        new("depthwise", [2, 5, 7, 7], [5, 1, 3, 3], new() { Groups = 5, Padding = 1 }),
        new("depthwise, stride 2", [2, 5, 8, 7], [5, 1, 5, 5], new() { Groups = 5, Padding = 2, Stride = 2 }),
        new("depthwise, two outputs each", [1, 4, 6, 6], [8, 1, 3, 3], new() { Groups = 4 }),
        new("depthwise, unpadded rows longer than two tiles", [2, 3, 13, 131], [3, 1, 3, 3], new() { Groups = 3 }),
        new("depthwise, rows of a tile", [1, 4, 9, 48], [4, 1, 3, 3], new() { Groups = 4, Padding = 1 }),
        new("depthwise, unpadded", [2, 4, 11, 30], [4, 1, 3, 3], new() { Groups = 4 }),
        new("depthwise, narrow", [2, 3, 23, 5], [3, 1, 5, 3], new() { Groups = 3, Padding = [0, 1] }),
        new("1 x 1, groups", [3, 12, 9, 10], [8, 6, 1, 1], new() { Groups = 2 }),
        new("1 x 1, padded", [2, 5, 6, 7], [4, 5, 1, 1], new() { Padding = 1 }),
        new("1 x 1, one pixel", [4, 9, 1, 1], [7, 9, 1, 1], new()),
        new("1 x 1, no channels", [2, 0, 3, 3], [4, 0, 1, 1], new()),
        new("1 x 1", [2, 7, 5, 6], [9, 7, 1, 1], new()),
        new("1 x 1, wide", [1, 9, 8, 9], [18, 9, 1, 1], new()),
        new("1 x 1, stride 2", [2, 3, 7, 6], [4, 3, 1, 1], new() { Stride = 2 }),
        new("kernel larger than the image", [2, 2, 3, 2], [3, 2, 5, 5], new() { Padding = 2 }),
        new("7 x 7, stride 2", [1, 3, 19, 22], [10, 3, 7, 7], new() { Stride = 2, Padding = 3 }),
        new("unpadded rows longer than a tile", [1, 5, 9, 70], [9, 5, 3, 3], new()),
        new("wide rows", [1, 8, 20, 100], [12, 8, 3, 3], new() { Padding = 1 }),
        new("many channels", [2, 17, 6, 9], [19, 17, 3, 3], new() { Padding = 1 }),
        new("many channels, no padding", [3, 16, 13, 7], [33, 16, 3, 3], new()),
        new("many channels, one side", [2, 20, 8, 8], [16, 20, 3, 3], new() { Padding = [0, 2], PaddingAfter = [2, 0] }),
        new("many channels, padded much", [1, 16, 5, 6], [16, 16, 3, 3], new() { Padding = 4 }),
        new("many channels, groups", [2, 34, 7, 8], [36, 17, 3, 3], new() { Groups = 2, Padding = 1 }),
        new("many outputs", [1, 16, 9, 9], [140, 16, 3, 3], new() { Padding = 1 }),
        new("5 x 5, many channels", [3, 16, 9, 12], [18, 16, 5, 5], new() { Padding = 2 }),
        new("stride 2, many channels", [3, 17, 12, 9], [35, 17, 3, 3], new() { Stride = 2, Padding = 1 }),
        new("1 x 1, many channels", [5, 40, 6, 7], [37, 40, 1, 1], new()),
        new("work for many pieces", [1, 24, 40, 33], [20, 24, 5, 5], new() { Padding = 2 }),
        new("work for many pieces, Winograd", [5, 32, 20, 22], [40, 32, 3, 3], new() { Padding = 1 }),
        new("one dimension", [2, 3, 17], [4, 3, 5], new()),
        new("one dimension, all options", [3, 4, 17], [6, 2, 4], new() { Stride = 2, Dilation = 3, Padding = 2, PaddingAfter = 1, Groups = 2 }),
        new("one dimension, three taps", [2, 16, 21], [17, 16, 3], new() { Padding = 1 }),
        new("empty batch", [0, 3, 5, 5], [4, 3, 3, 3], new() { Padding = 1 }),
        new("no channels", [2, 0, 5, 5], [4, 0, 3, 3], new() { Padding = 1 }),
        new("no outputs", [2, 3, 5, 5], [0, 3, 3, 3], new()),
    ];
}
