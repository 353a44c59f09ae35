namespace MathsIA.Tokenization;

/// <summary>Text to token ids and back. Immutable and safe to use from many threads.</summary>
/// <remarks>
/// A text goes through: added tokens, normalizer, pre-tokenizer, model, template. Everything works on UTF-8; strings are transcoded first,
/// a lone surrogate becoming U+FFFD. What the parts are is in <see cref="TokenizerParts"/>; loaders put them together.
/// </remarks>
public sealed partial class Tokenizer
{
    /// <summary>Tables are as long as the largest id, so a file must not choose any number.</summary>
    private const int LargestId = (1 << 24) - 1;

    private readonly TokenizerParts _parts;
    private readonly AddedTokenFinder _rawTokens;
    private readonly AddedTokenFinder _normalizedTokens;
    private readonly DecodingTable _decoding;

    /// <summary>Whether text can be cut and its parts encoded on their own, where the pre-tokenizer knows a place.</summary>
    private readonly bool _canCut = true;
    private readonly TextEncoder?[] _idle = new TextEncoder?[Math.Min(64, 2 * Environment.ProcessorCount)];

    /// <summary>Composes a tokenizer.</summary>
    /// <param name="parts">What it is composed of.</param>
    /// <exception cref="ArgumentException">An added token is empty, or stands there twice.</exception>
    public Tokenizer(TokenizerParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var contents = new HashSet<string>(StringComparer.Ordinal);
        var raw = new List<AddedToken>();
        var normalized = new List<AddedToken>();
        Size = parts.Model.Vocabulary.Size;
        foreach (AddedToken token in parts.AddedTokens)
        {
            if (token.Content.Length == 0 || token.Id is < 0 or > LargestId || !contents.Add(token.Content))
                throw new ArgumentException($"Tokenizer: the added token '{token.Content}' with id {token.Id} is empty, there twice, or its id is not in [0, {LargestId}].", nameof(parts));
            (token.IsNormalized ? normalized : raw).Add(token);
            _canCut &= !(token.StripLeft || token.StripRight || token.SingleWord);
            Size = Math.Max(Size, token.Id + 1);
        }

        _parts = parts;
        _canCut &= parts is { Normalizer: null, PreTokenizer: not null };
        _rawTokens = new(raw);
        _normalizedTokens = new(normalized);
        _decoding = new(Vocabulary, parts.AddedTokens, Size);
    }

    /// <summary>The name, such as <c>o200k_base</c>.</summary>
    public string Name => _parts.Name;

    /// <summary>What it is composed of.</summary>
    public TokenizerParts Parts => _parts;

    /// <summary>The tokens of the model.</summary>
    public Vocabulary Vocabulary => _parts.Model.Vocabulary;

    /// <summary>The tokens found in text as they stand, special tokens among them.</summary>
    public IReadOnlyList<AddedToken> AddedTokens => _parts.AddedTokens;

    /// <summary>One more than the largest id: the number of rows of an embedding for it.</summary>
    public int Size { get; }

    /// <summary>Finds the id of a token, added tokens included.</summary>
    /// <param name="token">Its text.</param>
    /// <param name="id">Its id, or -1.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetId(string token, out int id)
    {
        ArgumentNullException.ThrowIfNull(token);
        id = _parts.AddedTokens.FirstOrDefault(added => string.Equals(added.Content, token, StringComparison.Ordinal))?.Id ?? -1;
        return id >= 0 || Vocabulary.TryGetId(token, out id);
    }

    /// <summary>Takes a worker nobody uses, or a new one. A worker lost by an exception is no loss but its memory.</summary>
    private TextEncoder Rent()
    {
        foreach (ref TextEncoder? slot in _idle.AsSpan())
        {
            if (slot is not null && Interlocked.Exchange(ref slot, null) is { } encoder)
                return encoder;
        }

        return new(_parts, _rawTokens, _normalizedTokens);
    }

    private void Return(TextEncoder encoder)
    {
        if (!encoder.IsWorthKeeping)
            return;
        foreach (ref TextEncoder? slot in _idle.AsSpan())
        {
            if (slot is null && Interlocked.CompareExchange(ref slot, encoder, null) is null)
                return;
        }
    }
}
