namespace MathsIA.Optimization;

/// <summary>How <see cref="TotalVariation"/> restores images.</summary>
public sealed record TotalVariationOptions
{
    /// <summary>Whether the components of the gradient are measured apart, <c>Σ |∂₁x| + |∂₂x|</c>, which favours edges along the axes, and not together,
    /// <c>Σ √(∂₁x² + ∂₂x²)</c>. Off by default. For signals of one axis both are the same.</summary>
    public bool IsAnisotropic { get; init; }

    /// <summary>What lies beyond the border.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such boundary.</exception>
    public Operators.GridBoundary Boundary
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(TotalVariationOptions)}: there is no such boundary.");
    }

    /// <summary>The primal-dual method; null for the one that suits the problem.</summary>
    public IPrimalDualMethod? Method { get; init; }
}
