namespace MathsIA.Optimization;

/// <summary>A convex function of one number, twice differentiable inside its domain: all that <see cref="RootProx{TFunction}"/> needs.</summary>
internal interface ISmoothScalar : IScalarFunction
{
    /// <summary>The lower end of the domain.</summary>
    double Lower { get; }

    /// <summary>The upper end of the domain.</summary>
    double Upper { get; }

    /// <summary>The first two derivatives inside the domain.</summary>
    (double First, double Second) Derivatives(double x, int index);
}
