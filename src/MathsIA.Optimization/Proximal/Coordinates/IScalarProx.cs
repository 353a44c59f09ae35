namespace MathsIA.Optimization;

/// <summary>One coordinate of a separable function whose prox takes branches or an iteration, in double precision.</summary>
internal interface IScalarProx : IScalarFunction
{
    /// <summary>The prox at coordinate <paramref name="index"/>.</summary>
    double Prox(double x, double step, int index);
}
