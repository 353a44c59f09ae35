namespace MathsIA.Optimization;

/// <summary>Which momentum <see cref="Nesterov"/> uses.</summary>
public enum NesterovMomentum
{
    /// <summary>The growing momentum <c>(k − 1)/(k + 2)</c>, for functions that are only convex: the error falls like 1/k².</summary>
    Convex = 0,

    /// <summary>The constant momentum <c>(√κ − 1)/(√κ + 1)</c>, for functions whose strong convexity is known: a linear rate.</summary>
    StronglyConvex,
}
