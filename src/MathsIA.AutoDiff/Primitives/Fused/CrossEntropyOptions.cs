namespace MathsIA.AutoDiff;

/// <summary>How a cross entropy is taken. Immutable.</summary>
public sealed record CrossEntropyOptions
{
    private readonly double _labelSmoothing;

    /// <summary>One loss a row, nothing smoothed, nothing ignored.</summary>
    public static CrossEntropyOptions Default { get; } = new();

    /// <summary>The share of every target, from 0 to 1, that is spread evenly over all classes (Szegedy and others, Rethinking the
    /// Inception architecture, 2016, §7).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside [0, 1].</exception>
    public double LabelSmoothing
    {
        get => _labelSmoothing;
        init => _labelSmoothing = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LabelSmoothing), value, "CrossEntropyOptions: the smoothing must lie between 0 and 1.");
    }

    /// <summary>A label, usually not a class, whose rows have a loss and a derivative of 0 and do not count in a mean; none if null.</summary>
    public int? IgnoredLabel { get; init; }

    /// <summary>What is made of the losses of the rows.</summary>
    public LossReduction Reduction { get; init; }
}
