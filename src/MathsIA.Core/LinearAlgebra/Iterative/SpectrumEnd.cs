namespace MathsIA.LinearAlgebra;

/// <summary>Which eigenvalues of a symmetric operator are asked for.</summary>
public enum SpectrumEnd
{
    /// <summary>The largest, in falling order.</summary>
    Largest = 0,

    /// <summary>The smallest (the most negative), in rising order.</summary>
    Smallest,

    /// <summary>Those of largest modulus, in falling order of modulus.</summary>
    LargestMagnitude,

    /// <summary>Half from each end, the larger half from the top when their number is odd; in falling order.</summary>
    Both,
}
