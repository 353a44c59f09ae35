namespace MathsIA.Operators;

/// <summary>How a convolution is computed. The results agree to rounding.</summary>
public enum ConvolutionMethod
{
    /// <summary>Whichever is expected to be faster for the two shapes.</summary>
    Auto = 0,

    /// <summary>Sums over the kernel: best for short kernels.</summary>
    Direct,

    /// <summary>Products of Fourier transforms: a cost that does not depend on the kernel.</summary>
    Fourier,
}
