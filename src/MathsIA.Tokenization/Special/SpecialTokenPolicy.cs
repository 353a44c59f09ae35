namespace MathsIA.Tokenization;

/// <summary>What happens where text contains a special token such as <c>&lt;|endoftext|&gt;</c>.</summary>
/// <remarks>Text from users should be encoded with <see cref="Raise"/> or <see cref="AsText"/>: it must not be able to end a prompt.</remarks>
public sealed class SpecialTokenPolicy
{
    private readonly HashSet<string>? _listed;

    private SpecialTokenPolicy(HashSet<string>? listed, bool raisesOnOthers)
    {
        _listed = listed;
        RaisesOnOthers = raisesOnOthers;
    }

    /// <summary>A special token in the text throws <see cref="SpecialTokenException"/>.</summary>
    public static SpecialTokenPolicy Raise { get; } = new([], raisesOnOthers: true);

    /// <summary>A special token in the text is text like any other.</summary>
    public static SpecialTokenPolicy AsText { get; } = new([], raisesOnOthers: false);

    /// <summary>A special token in the text becomes its id.</summary>
    public static SpecialTokenPolicy AllowAll { get; } = new(null, raisesOnOthers: false);

    /// <summary>Whether a special token that is not allowed throws; else it is text.</summary>
    public bool RaisesOnOthers { get; }

    /// <summary>The special tokens listed become their ids; any other throws. See <see cref="WithOthersAsText"/>.</summary>
    /// <param name="tokens">The tokens allowed.</param>
    public static SpecialTokenPolicy Allow(params ReadOnlySpan<string> tokens) => new(new(tokens.ToArray(), StringComparer.Ordinal), raisesOnOthers: true);

    /// <summary>The same tokens allowed, all others as text.</summary>
    public SpecialTokenPolicy WithOthersAsText() => new(_listed, raisesOnOthers: false);

    /// <summary>Whether a special token becomes its id.</summary>
    /// <param name="token">The token.</param>
    public bool Allows(string token) => _listed is null || _listed.Contains(token);

    /// <summary>Whether special tokens need not even be looked for.</summary>
    internal bool IgnoresAll => _listed is { Count: 0 } && !RaisesOnOthers;
}
