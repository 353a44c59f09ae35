namespace MathsIA.Optimization;

/// <summary>What is known of a function. A trait that is not set says nothing.</summary>
[Flags]
public enum FunctionTraits
{
    /// <summary>Nothing is known.</summary>
    None = 0,

    /// <summary>Convex, lower semicontinuous and not +∞ everywhere.</summary>
    Convex = 1 << 0,

    /// <summary>A sum of functions of one coordinate each.</summary>
    Separable = 1 << 1,

    /// <summary>The indicator of a closed set: 0 in it, +∞ outside. Its prox is the projection, whatever the step.</summary>
    Indicator = 1 << 2,

    /// <summary>Positively homogeneous, <c>g(tx) = t g(x)</c> for t &gt; 0: norms, support functions, indicators of cones.</summary>
    PositivelyHomogeneous = 1 << 3,

    /// <summary>Differentiable everywhere, with a Lipschitz gradient.</summary>
    Smooth = 1 << 4,

    /// <summary>Strongly convex: <c>g − μ/2 ‖·‖²</c> is convex for some μ &gt; 0.</summary>
    StronglyConvex = 1 << 5,

    /// <summary>Quadratic on its domain, which is an affine set: its prox is an affine map.</summary>
    Quadratic = 1 << 6,

    /// <summary>The same whatever the signs of the coordinates.</summary>
    Even = 1 << 7,

    /// <summary>The same under every permutation of the coordinates: it lifts to a function of the eigenvalues of symmetric matrices.</summary>
    PermutationInvariant = 1 << 8,

    /// <summary>Even and the same under every permutation: it lifts to a function of singular values.</summary>
    SymmetricGauge = Even | PermutationInvariant,

    /// <summary>The indicator of a closed cone.</summary>
    Cone = Indicator | PositivelyHomogeneous,
}
