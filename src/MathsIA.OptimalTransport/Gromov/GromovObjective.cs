namespace MathsIA.OptimalTransport;

/// <summary>What Gromov-Wasserstein problems make small: <c>(1 − α) ⟨M, P⟩ + α Σ L(C_ik, D_jl) P_ij P_kl</c>.</summary>
public sealed record GromovObjective
{
    /// <summary>The loss L between distances; the square by default.</summary>
    /// <exception cref="ArgumentNullException">The loss is null.</exception>
    public IStructureLoss Loss
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new SquareStructureLoss();

    /// <summary>The weight α of the structures when there are features, from 0 (features alone: the Wasserstein problem) to 1 (structures alone).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double Alpha
    {
        get;
        init => field = value is >= 0 and <= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(Alpha), value, "GromovObjective: alpha must lie between 0 and 1.");
    } = 0.5;
}
