using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A piecewise linear path of models, known exactly by its knots: immutable.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record LarsPath<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The weights λ at which a feature enters or leaves, falling; the first is the smallest at which all coefficients are zero.</summary>
    public required IReadOnlyList<double> Knots { get; init; }

    /// <summary>The coefficients at each knot: [q, p].</summary>
    public required Tensor<T> Coefficients { get; init; }

    /// <summary>The intercept at each knot.</summary>
    public required IReadOnlyList<double> Intercepts { get; init; }

    /// <summary>The features that change at each knot, in order; −1 − j where feature j leaves.</summary>
    public required IReadOnlyList<int> Events { get; init; }

    /// <summary>Converged when the path reached the weight asked for; IterationLimit when it ran out of knots, Stalled where no feature can enter any more.</summary>
    public required Status Status { get; init; }

    /// <summary>The coefficients at a weight, between knots by linear interpolation: exact.</summary>
    /// <param name="lambda">The weight, at least that of the last knot; above the first all coefficients are zero.</param>
    /// <returns>A new tensor: [p].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The weight is below the last knot or not finite.</exception>
    public Tensor<T> At(double lambda)
    {
        if (!double.IsFinite(lambda) || lambda < Knots[^1])
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, $"LarsPath.At: the path ends at {Knots[^1]}.");
        int k = 0;
        while (k < Knots.Count && Knots[k] > lambda)
            k++;
        if (k == 0)
            return Tensor.Zeros<T>(Coefficients.Shape[1]);
        if (k == Knots.Count)
            return Coefficients[k - 1, ..].Clone();
        T share = T.CreateChecked((Knots[k - 1] - lambda) / (Knots[k - 1] - Knots[k]));
        return Coefficients[k - 1, ..] + (share * (Coefficients[k, ..] - Coefficients[k - 1, ..]));
    }
}
