using System.Numerics;

namespace MathsIA.RandomNumbers;

public sealed partial class Philox
{
    /// <summary>Draws from the beta distribution, density proportional to <c>x^(a-1) (1-x)^(b-1)</c> on [0, 1].</summary>
    /// <remarks><c>X / (X + Y)</c> of two gamma numbers, formed from their logarithms, so that parameters near zero work: the result then is
    /// mostly 0 or 1 to within rounding, as the mathematics says.</remarks>
    /// <param name="a">The first parameter, above zero.</param>
    /// <param name="b">The second parameter, above zero.</param>
    /// <returns>The number, from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not finite or not above zero.</exception>
    public double NextBeta(double a, double b)
    {
        RequirePositive("Beta", a, nameof(a));
        RequirePositive("Beta", b, nameof(b));
        if (a >= 1 && b >= 1)
        {
            double x = RaisedGamma(a), y = RaisedGamma(b);
            return x / (x + y);
        }

        double first = LogGamma(a), second = LogGamma(b);
        return 1 / (1 + WordMath.Exp(second - first));
    }

    /// <summary>Fills a span with numbers from the beta distribution: see <see cref="NextBeta"/>.</summary>
    /// <typeparam name="T">A floating-point type; the draws are those of <c>double</c>, rounded.</typeparam>
    /// <param name="destination">Where to write.</param>
    /// <param name="a">The first parameter, above zero.</param>
    /// <param name="b">The second parameter, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not finite or not above zero.</exception>
    public void FillBeta<T>(Span<T> destination, double a, double b) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequirePositive("Beta", a, nameof(a));
        RequirePositive("Beta", b, nameof(b));
        for (int i = 0; i < destination.Length; i++)
            destination[i] = T.CreateTruncating(NextBeta(a, b));
    }

    /// <summary>A tensor of numbers from the beta distribution: see <see cref="NextBeta"/>.</summary>
    /// <typeparam name="T">A floating-point type; the draws are those of <c>double</c>, rounded.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <param name="a">The first parameter, above zero.</param>
    /// <param name="b">The second parameter, above zero.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, the product too large, or a parameter not finite or not above zero.</exception>
    public Tensor<T> Beta<T>(ReadOnlySpan<int> lengths, double a, double b) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequirePositive("Beta", a, nameof(a));
        RequirePositive("Beta", b, nameof(b));
        Tensor<T> tensor = Tensor.Uninitialized<T>(lengths);
        FillBeta(tensor.AsSpan(), a, b);
        return tensor;
    }
}
