namespace MathsIA.Optimization;

/// <summary>What one pass over a design computes.</summary>
internal enum LinearModelPass
{
    /// <summary>The sum of the losses.</summary>
    Value,

    /// <summary>The gradient of that sum.</summary>
    Gradient,

    /// <summary>Both.</summary>
    ValueAndGradient,

    /// <summary>The Hessian of that sum times a vector.</summary>
    HessianVector,
}
