namespace MathsIA;

/// <summary>How a convolution steps over its input. All numbers may be given once for all spatial axes, or one an axis.</summary>
public sealed record ConvolutionOptions
{
    /// <summary>Stride 1, no padding, no dilation, one group.</summary>
    public static ConvolutionOptions Default { get; } = new();

    /// <summary>The step from one output to the next, in input elements. At least 1.</summary>
    public PerAxis Stride { get; init; } = 1;

    /// <summary>Zeros put before each axis of the input, and after it unless <see cref="PaddingAfter"/> says otherwise. At least 0.</summary>
    public PerAxis Padding { get; init; }

    /// <summary>Zeros put after each axis of the input; as many as before if null.</summary>
    public PerAxis? PaddingAfter { get; init; }

    /// <summary>The distance of neighbouring kernel elements, in input elements. At least 1.</summary>
    public PerAxis Dilation { get; init; } = 1;

    /// <summary>The number of groups into which both channels are cut; each group of outputs sees its own group of inputs. At least 1; as many as
    /// input channels for a depthwise convolution.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Of a transposed convolution only: how many elements longer each axis of its result is, at its end, than the least that fits. From
    /// 0 to the stride less 1.</summary>
    public PerAxis OutputPadding { get; init; }

    /// <summary>How to compute. <see cref="ConvolutionAlgorithm.Automatic"/> by default.</summary>
    /// <remarks>The error of one output is measured in units of <c>ε Σ |x| |w|</c> over its products (<c>ε = 2⁻²⁴</c> for <c>float</c>, <c>2⁻⁵³</c> for
    /// <c>double</c>). On normally distributed numbers, 64 channels and kernels of 3 x 3, the tests hold the largest of 100,000 outputs to 8 for
    /// direct sums and to 20 for Winograd.</remarks>
    public ConvolutionAlgorithm Algorithm { get; init; }
}
