namespace MathsIA.Kernels;

/// <summary>A convolution along one axis: output o reads input <c>o Stride + t Dilation - Before</c> for every tap t of the kernel.</summary>
internal readonly record struct ConvolutionAxis(int Input, int Output, int Taps, int Stride, int Dilation, int Before)
{
    /// <summary>An axis that is not there.</summary>
    public static ConvolutionAxis One => new(1, 1, 1, 1, 1, 0);
}
