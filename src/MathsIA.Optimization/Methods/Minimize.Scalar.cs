namespace MathsIA.Optimization;

/// <summary>The front door for functions of one number.</summary>
public static partial class Minimize
{
    /// <summary>Finds a minimum of a function of one number in an interval, by Brent's method: parabolas, and golden sections wherever they do not fit.</summary>
    /// <remarks>The minimum where the function has one minimum in the interval, else one of its local ones or an end. About 10 to 20 evaluations for a smooth
    /// function; the ends are never evaluated. R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 5.</remarks>
    /// <param name="function">The function; +∞ marks where it is not defined.</param>
    /// <param name="left">The left end.</param>
    /// <param name="right">The right end, above the left one.</param>
    /// <param name="tolerance">How far from the minimum the search may end, besides <c>3e-8 |x|</c>, below which values do not differ. By default 1e-9.</param>
    /// <param name="maxIterations">The most evaluations. From 1; by default 500.</param>
    /// <returns>The minimum, or the best point where the evaluations ran out or the function had no value.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range or not finite, or the right end is not above the left one.</exception>
    public static ScalarMinimum Bracketed(Func<double, double> function, double left, double right, double tolerance = 1e-9, int maxIterations = 500)
    {
        ArgumentNullException.ThrowIfNull(function);
        Guard.FiniteNumber(left, nameof(Bracketed));
        Guard.FiniteNumber(right, nameof(Bracketed));
        if (!(right > left) || !double.IsFinite(right - left))
            throw new ArgumentOutOfRangeException(nameof(right), right, $"{nameof(Bracketed)}: the value must be above the left end, {left}, and the interval finite.");
        Guard.NonNegative(tolerance, nameof(Bracketed));
        Guard.AtLeastOne(maxIterations, nameof(Bracketed));
        return new BrentMinimum(function, left, right).Run(tolerance, maxIterations);
    }
}
