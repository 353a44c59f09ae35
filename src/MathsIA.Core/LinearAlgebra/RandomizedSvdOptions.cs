namespace MathsIA.LinearAlgebra;

/// <summary>How a randomized singular value decomposition trades time for accuracy.</summary>
public sealed record RandomizedSvdOptions
{
    /// <summary>Directions sampled beyond the rank that is wanted. From 0; 10 by default, which is nearly always enough.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Oversampling
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 10;

    /// <summary>Passes <c>A Aᵀ</c> over the sampled space, each reading A twice. From 0; 2 by default. Every pass squares and more
    /// the decay of the spectrum: take more when singular values fall slowly, 0 when they fall fast.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int PowerIterations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 2;
}
