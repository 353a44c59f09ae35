namespace MathsIA.Optimization;

/// <summary>How far <see cref="FrankWolfe"/> goes along a direction.</summary>
public enum FrankWolfeSteps
{
    /// <summary>To the smallest value along the direction, by the secant method on the slope: exact in two gradients for a quadratic.</summary>
    LineSearch = 0,

    /// <summary>To the smallest value of the quadratic model, <c>min(1, gap/(L‖d‖²))</c>; needs a Lipschitz constant.</summary>
    Short,

    /// <summary>The classical <c>2/(k + 2)</c>, which needs nothing.</summary>
    OpenLoop,
}
