namespace MathsIA.LinearAlgebra;

/// <summary>How principal components are found.</summary>
public enum PrincipalComponentsMethod
{
    /// <summary>Singular value decomposition of the centred data: the most accurate, and the default.</summary>
    Svd = 0,

    /// <summary>Eigendecomposition of the covariance matrix: faster when there are many more samples than features, but directions
    /// whose deviation is below √ε of the largest are lost in rounding.</summary>
    Covariance = 1,

    /// <summary>Randomized singular value decomposition: for a few components of large data.</summary>
    Randomized = 2,
}
