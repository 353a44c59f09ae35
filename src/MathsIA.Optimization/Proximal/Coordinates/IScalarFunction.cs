namespace MathsIA.Optimization;

/// <summary>One coordinate of a separable function, a number at a time and in double precision whatever the element type.</summary>
internal interface IScalarFunction
{
    /// <summary>The value at coordinate <paramref name="index"/>: +∞ outside the domain.</summary>
    double Value(double x, int index);
}
