namespace MathsIA.Tokenization;

/// <summary>What a <see cref="Tokenizer"/> is composed of: normalizer, pre-tokenizer, model, template, decoder, added tokens.</summary>
public sealed record TokenizerParts
{
    /// <summary>The name, such as <c>o200k_base</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Turns pieces into tokens.</summary>
    public required ITokenModel Model { get; init; }

    /// <summary>Rewrites the text first; null leaves it as it is.</summary>
    public INormalizer? Normalizer { get; init; }

    /// <summary>Cuts the text into pieces; null makes it one piece.</summary>
    public IPreTokenizer? PreTokenizer { get; init; }

    /// <summary>What is put around the tokens of a text; null puts nothing.</summary>
    public SequenceTemplate? Template { get; init; }

    /// <summary>Turns tokens back into bytes; null joins the bytes of the tokens.</summary>
    public ITokenDecoder? Decoder { get; init; }

    /// <summary>Tokens that are found in the text as they stand.</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>What happens to special tokens in a text when the call does not say.</summary>
    public SpecialTokenPolicy SpecialTokens { get; init; } = SpecialTokenPolicy.Raise;
}
