using System.Text;

namespace MathsIA.Tokenization;

/// <summary>WordPiece: a word is cut greedily into the longest tokens; one that cannot be is unknown as a whole.</summary>
/// <remarks>Wu et al., Google's neural machine translation system, 2016. Time at most the word's length times that of the longest token.</remarks>
public sealed class WordPieceModel : ITokenModel
{
    private readonly TokenTrie first = new();
    private readonly TokenTrie continuing = new();

    /// <summary>Creates the model.</summary>
    /// <param name="vocabulary">The tokens; those that continue a word begin with the prefix.</param>
    /// <param name="unknownToken">The token for words that cannot be spelled.</param>
    /// <param name="continuingPrefix">What marks a token that continues a word; empty when all tokens serve anywhere.</param>
    /// <param name="longestWord">A word of more characters is unknown.</param>
    /// <exception cref="ArgumentException">The vocabulary does not hold the unknown token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The longest word is negative.</exception>
    public WordPieceModel(Vocabulary vocabulary, string unknownToken = "[UNK]", string continuingPrefix = "##", int longestWord = 100)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(unknownToken);
        ArgumentNullException.ThrowIfNull(continuingPrefix);
        ArgumentOutOfRangeException.ThrowIfNegative(longestWord);
        if (!vocabulary.TryGetId(unknownToken, out int unknown))
            throw new ArgumentException($"WordPieceModel: the vocabulary does not hold the unknown token '{unknownToken}'.", nameof(unknownToken));
        (Vocabulary, UnknownId, ContinuingPrefix, LongestWord) = (vocabulary, unknown, continuingPrefix, longestWord);
        byte[] prefix = Encoding.UTF8.GetBytes(continuingPrefix);
        for (int id = 0; id < vocabulary.Size; id++)
        {
            if (!vocabulary.Contains(id))
                continue;
            ReadOnlySpan<byte> token = vocabulary.GetBytes(id);
            first.TryAdd(token, id);
            if (token.Length > prefix.Length && token.StartsWith(prefix))
                continuing.TryAdd(token[prefix.Length..], id);
        }
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>The id for words that cannot be spelled.</summary>
    public int UnknownId { get; }

    /// <summary>What marks a token that continues a word.</summary>
    public string ContinuingPrefix { get; }

    /// <summary>A word of more characters is unknown.</summary>
    public int LongestWord { get; }

    /// <inheritdoc/>
    public IPieceEncoder CreateEncoder() => new Encoder(this);

    private sealed class Encoder(WordPieceModel model) : IPieceEncoder
    {
        private readonly List<(int Id, int End)> parts = [];

        public void Encode(ReadOnlySpan<byte> text, ReadOnlySpan<Piece> pieces, TokenBuffer tokens)
        {
            foreach (Piece piece in pieces)
            {
                if (piece.Length > 0)
                    Encode(text[piece.Start..piece.End], piece.Start, tokens);
            }
        }

        private void Encode(ReadOnlySpan<byte> word, int offset, TokenBuffer tokens)
        {
            parts.Clear();
            bool isSpelled = word.Length <= model.LongestWord || Characters(word) <= model.LongestWord;
            for (int at = 0; isSpelled && at < word.Length;)
            {
                int id = (at == 0 ? model.first : model.continuing).LongestPrefix(word[at..], out int length);
                at += length;
                parts.Add((id, at));
                isSpelled = length > 0;
            }

            if (!isSpelled)
            {
                tokens.Add(model.UnknownId, offset, offset + word.Length);
                return;
            }

            int start = 0;
            foreach ((int id, int end) in parts)
            {
                tokens.Add(id, offset + start, offset + end);
                start = end;
            }
        }

        private static int Characters(ReadOnlySpan<byte> word)
        {
            int count = 0;
            foreach (byte value in word)
                count += (value & 0xC0) != 0x80 ? 1 : 0;
            return count;
        }
    }
}
