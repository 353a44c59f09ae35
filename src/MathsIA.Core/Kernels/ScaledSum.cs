namespace MathsIA.Kernels;

/// <summary>The sum <c>State.Value · 2^Exponent</c>, which need not be representable.</summary>
internal readonly record struct ScaledSum(SumState State, int Exponent)
{
    /// <summary>The sum; infinite only where the sum itself is out of range.</summary>
    public double Value => Exponent == 0 ? State.Value : double.ScaleB(State.Value, Exponent);

    /// <summary>The sum divided by a count.</summary>
    public double Over(double count) => Exponent == 0 ? State.Value / count : double.ScaleB(State.Value / count, Exponent);

    /// <summary>The square root of the sum divided by a count; the exponent must be even.</summary>
    public double RootOver(double count) => Exponent == 0 ? Math.Sqrt(State.Value / count) : double.ScaleB(Math.Sqrt(State.Value / count), Exponent / 2);
}
