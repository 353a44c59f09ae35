namespace MathsIA.Operators;

/// <summary>Compactly supported orthonormal wavelets.</summary>
public enum WaveletFamily
{
    /// <summary>Haar: 2 taps, 1 vanishing moment.</summary>
    Haar = 0,

    /// <summary>Daubechies with 4 taps and 2 vanishing moments (also called db2).</summary>
    Daubechies4,

    /// <summary>Daubechies with 8 taps and 4 vanishing moments (also called db4).</summary>
    Daubechies8,
}
