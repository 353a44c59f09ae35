using System.Runtime.CompilerServices;

namespace MathsIA.OptimalTransport;

/// <summary>The cost <c>|d|^p</c> of a displacement d, p ≥ 1, and its derivative.</summary>
internal readonly struct PowerCost(double power)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Of(double displacement)
    {
        if (power == 2)
            return displacement * displacement;
        double size = Math.Abs(displacement);
        return power == 1 ? size : Math.Pow(size, power);
    }

    /// <summary><c>p |d|^(p − 1) sign d</c>; 0 at d = 0, one of the subgradients there if p = 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Slope(double displacement)
    {
        if (power == 2)
            return 2 * displacement;
        double sign = displacement > 0 ? 1 : displacement < 0 ? -1 : 0;
        return power == 1 ? sign : power * Math.Pow(Math.Abs(displacement), power - 1) * sign;
    }
}
