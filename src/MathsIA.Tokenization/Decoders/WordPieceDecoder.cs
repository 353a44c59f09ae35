using System.Buffers;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Joins WordPiece tokens: a space before each that does not continue a word.</summary>
/// <param name="continuingPrefix">What marks a token that continues a word; it is dropped.</param>
/// <param name="cleansUp">Whether the spaces before punctuation and English contractions are dropped.</param>
public sealed class WordPieceDecoder(string continuingPrefix = "##", bool cleansUp = true) : ITokenDecoder
{
    private static readonly (string Before, string After)[] CleanUps =
        [(" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re")];

    private readonly byte[] prefix = Encoding.UTF8.GetBytes(continuingPrefix ?? throw new ArgumentNullException(nameof(continuingPrefix)));

    /// <summary>What marks a token that continues a word.</summary>
    public string ContinuingPrefix { get; } = continuingPrefix;

    /// <summary>Whether the spaces before punctuation and English contractions are dropped.</summary>
    public bool CleansUp { get; } = cleansUp;

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> token, bool isFirst, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        byte[] written = isFirst ? token.ToArray() : token.StartsWith(prefix) && prefix.Length > 0 ? token[prefix.Length..].ToArray() : [(byte)' ', .. token];
        if (CleansUp)
        {
            string text = Encoding.UTF8.GetString(written);
            foreach ((string before, string after) in CleanUps)
                text = text.Replace(before, after, StringComparison.Ordinal);
            written = Encoding.UTF8.GetBytes(text);
        }

        destination.Write(written);
    }
}
