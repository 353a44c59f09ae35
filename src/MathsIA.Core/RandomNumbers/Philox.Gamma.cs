using System.Numerics;

namespace MathsIA.RandomNumbers;

public sealed partial class Philox
{
    /// <summary>Draws from the gamma distribution, density proportional to <c>x^(shape-1) exp(-x/scale)</c>: mean <c>shape · scale</c>.</summary>
    /// <remarks>G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26, 2000; at most 1.05 tries on average. A shape below 1
    /// is raised by one and the result multiplied by <c>u^(1/shape)</c>, which rounds to zero when the shape is very small.</remarks>
    /// <param name="shape">The shape, above zero.</param>
    /// <param name="scale">The scale, above zero.</param>
    /// <returns>The number, at least zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not finite or not above zero.</exception>
    public double NextGamma(double shape, double scale = 1)
    {
        RequirePositive("Gamma", shape, nameof(shape));
        RequirePositive("Gamma", scale, nameof(scale));
        return scale * StandardGamma(shape);
    }

    /// <summary>Fills a span with numbers from the gamma distribution: see <see cref="NextGamma"/>.</summary>
    /// <typeparam name="T">A floating-point type; the draws are those of <c>double</c>, rounded.</typeparam>
    /// <param name="destination">Where to write.</param>
    /// <param name="shape">The shape, above zero.</param>
    /// <param name="scale">The scale, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not finite or not above zero.</exception>
    public void FillGamma<T>(Span<T> destination, double shape, double scale = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequirePositive("Gamma", shape, nameof(shape));
        RequirePositive("Gamma", scale, nameof(scale));
        for (int i = 0; i < destination.Length; i++)
            destination[i] = T.CreateTruncating(scale * StandardGamma(shape));
    }

    /// <summary>A tensor of numbers from the gamma distribution: see <see cref="NextGamma"/>.</summary>
    /// <typeparam name="T">A floating-point type; the draws are those of <c>double</c>, rounded.</typeparam>
    /// <param name="lengths">The lengths of the axes; none for a single element.</param>
    /// <param name="shape">The shape, above zero.</param>
    /// <param name="scale">The scale, above zero.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, the product too large, or a parameter not finite or not above zero.</exception>
    public Tensor<T> Gamma<T>(ReadOnlySpan<int> lengths, double shape, double scale = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequirePositive("Gamma", shape, nameof(shape));
        RequirePositive("Gamma", scale, nameof(scale));
        Tensor<T> tensor = Tensor.Uninitialized<T>(lengths);
        FillGamma(tensor.AsSpan(), shape, scale);
        return tensor;
    }

    private double StandardGamma(double shape)
    {
        if (shape >= 1)
            return RaisedGamma(shape);
        double gamma = RaisedGamma(shape + 1);
        return gamma * WordMath.Exp(-NextExponential<double>() / shape);
    }

    /// <summary>The logarithm of a gamma number of scale 1: finite however small the shape.</summary>
    private double LogGamma(double shape)
    {
        if (shape >= 1)
            return WordMath.Log(RaisedGamma(shape));
        double log = WordMath.Log(RaisedGamma(shape + 1));
        return log - NextExponential<double>() / shape;
    }

    /// <summary>A gamma number of scale 1 and a shape of at least 1.</summary>
    private double RaisedGamma(double shape)
    {
        double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double z = NextNormal<double>(), root = 1 + c * z;
            if (root <= 0)
                continue;
            double v = root * root * root, u = 1 - NextDouble(), square = z * z;
            // The squeeze accepts most tries without a logarithm.
            if (u < 1 - 0.0331 * square * square || WordMath.Log(u) < 0.5 * square + d * (1 - v + WordMath.Log(v)))
                return d * v;
        }
    }
}
