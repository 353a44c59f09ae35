namespace MathsIA.Optimization;

/// <summary>The best of several candidates for a prox that is not convex: the one of least <c>f(z) + (z − x)²/(2γ)</c>.</summary>
internal struct BestOf<TFunction>(TFunction function, double x, double step, int index) where TFunction : struct, IScalarFunction
{
    private double _value = double.PositiveInfinity;

    /// <summary>The best so far.</summary>
    public double Point { get; private set; }

    /// <summary>Compares one more.</summary>
    public void Try(double candidate)
    {
        double d = candidate - x, value = function.Value(candidate, index) + (0.5 * d * d / step);
        if (value < _value)
            (_value, Point) = (value, candidate);
    }
}
