namespace MathsIA;

/// <summary>How a convolution and its derivatives are computed.</summary>
public enum ConvolutionAlgorithm
{
    /// <summary><see cref="Winograd"/> where it applies and there are at least 16 channels on either side in each group and an output of at least
    /// 4 x 4; else <see cref="Direct"/>. The choice never depends on the number of examples or threads.</summary>
    Automatic = 0,

    /// <summary>Sums of products as the definition says, each output one chain of fused multiply-adds.</summary>
    Direct,

    /// <summary>For kernels of 3 x 3 and 5 x 5 with stride and dilation 1: tiles of 4 x 4 outputs from 36 products instead of 144, or of 2 x 2 from 36
    /// instead of 100. Any other convolution is computed as by <see cref="Direct"/>.</summary>
    /// <remarks>Error a few times that of the direct sum: see <see cref="ConvolutionOptions.Algorithm"/>. An infinity or NaN spreads to the whole
    /// tile as NaN. Winograd, "Arithmetic complexity of computations", 1980; Lavin and Gray, "Fast algorithms for convolutional
    /// neural networks", CVPR 2016.</remarks>
    Winograd,
}
