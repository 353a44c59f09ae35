namespace MathsIA.OptimalTransport;

/// <summary>How Sinkhorn's iteration is sped up once it is near the solution.</summary>
public enum Acceleration
{
    /// <summary>Not at all: the plain iteration.</summary>
    None = 0,

    /// <summary>Over-relaxation, by as much as the rate of convergence calls for.</summary>
    OverRelaxation,

    /// <summary>Newton's method on the dual with the largest entries of the plan as its Hessian, over-relaxation until then.</summary>
    Newton,

    /// <summary>Anderson's acceleration: the next potentials are found from the last ten and what the iteration made of them.</summary>
    Anderson,
}
