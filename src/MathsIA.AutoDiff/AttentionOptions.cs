namespace MathsIA.AutoDiff;

/// <summary>Who may look at whom in attention, and how scores are scaled. Immutable.</summary>
/// <remarks>What is not allowed has weight zero: a key has to be allowed by every rule that is given. Keys beyond
/// <see cref="KeyLengths"/> are not read; any other number that nobody may look at still has to be finite, because zero times infinity is
/// not a number.</remarks>
public sealed record AttentionOptions
{
    /// <summary>Everybody looks at everybody, scaled by the inverse root of the width.</summary>
    public static AttentionOptions Default { get; } = new();

    /// <summary>What the products of queries and keys are multiplied with; <c>1/√d</c> for queries of length d if null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number.</exception>
    public double? Scale
    {
        get;
        init
        {
            if (value is { } number && !double.IsFinite(number))
                throw new ArgumentOutOfRangeException(nameof(value), number, "ScaledDotProductAttention: the scale is a finite number.");
            field = value;
        }
    }

    /// <summary>Whether a query looks no further than its own place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mask.</exception>
    public CausalMask Causal
    {
        get;
        init
        {
            if (!Enum.IsDefined(value))
                throw new ArgumentOutOfRangeException(nameof(value), value, "ScaledDotProductAttention: there is no such causal mask.");
            field = value;
        }
    }

    /// <summary>True where a query may look at a key: broadcast to [batch, heads, queries, keys]. Must not change before backward.</summary>
    public Tensor<bool>? Mask { get; init; }

    /// <summary>The number of keys that each example has, [batch]: the others are padding and are never read. Must not change before
    /// backward.</summary>
    public Tensor<int>? KeyLengths { get; init; }
}
