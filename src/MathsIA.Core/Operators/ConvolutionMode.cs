namespace MathsIA.Operators;

/// <summary>What a convolution supposes beyond the border, and how much of the result it gives.</summary>
public enum ConvolutionMode
{
    /// <summary>The signal repeats periodically; as much is given as is taken.</summary>
    Circular = 0,

    /// <summary>Zeros beyond the border; as much is given as is taken, centred on the kernel's origin.</summary>
    Same,

    /// <summary>Zeros beyond the border; every place where kernel and signal touch: <c>n + k - 1</c> along an axis.</summary>
    Full,

    /// <summary>Only the places where the kernel lies wholly inside the signal: <c>n - k + 1</c> along an axis.</summary>
    Valid,
}
