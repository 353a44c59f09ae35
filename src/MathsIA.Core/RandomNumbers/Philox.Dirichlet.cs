using System.Numerics;

namespace MathsIA.RandomNumbers;

public sealed partial class Philox
{
    /// <summary>Draws from the Dirichlet distribution, density proportional to <c>∏ x_i^(α_i - 1)</c> on the probability simplex.</summary>
    /// <remarks>Gamma numbers over their sum, formed from their logarithms: concentrations near zero give nearly one-hot vectors, never 0/0.</remarks>
    /// <typeparam name="T">A floating-point type; the draws are those of <c>double</c>, rounded.</typeparam>
    /// <param name="concentrations">The <c>α_i</c>, each above zero.</param>
    /// <param name="destination">Where to write; as long as the concentrations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A concentration is not finite or not above zero.</exception>
    /// <exception cref="ShapeMismatchException">The lengths differ.</exception>
    public void FillDirichlet<T>(ReadOnlySpan<double> concentrations, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (concentrations.Length != destination.Length)
            throw new ShapeMismatchException("Dirichlet", $"{concentrations.Length} concentrations, destination of {destination.Length}.", nameof(destination));
        foreach (double concentration in concentrations)
            RequirePositive("Dirichlet", concentration, nameof(concentrations));
        double[] logs = new double[concentrations.Length];
        double largest = double.NegativeInfinity, sum = 0;
        for (int i = 0; i < logs.Length; i++)
            largest = Math.Max(largest, logs[i] = LogGamma(concentrations[i]));
        for (int i = 0; i < logs.Length; i++)
            sum += logs[i] = WordMath.Exp(logs[i] - largest);
        for (int i = 0; i < logs.Length; i++)
            destination[i] = T.CreateTruncating(logs[i] / sum);
    }
}
