using System.Collections.Immutable;

namespace MathsIA.Tokenization;

/// <summary>Unigram: of all the ways to spell a piece with tokens, the one whose scores have the largest sum.</summary>
/// <remarks>The scores are logarithms of probabilities. A character that no token covers costs ten less than the worst token, as in
/// SentencePiece. Of equal sums the one whose last token is longest wins. Time linear in the piece, times the number of tokens that
/// start at a place. Kudo, Subword regularization, ACL 2018.</remarks>
public sealed class UnigramModel : ITokenModel
{
    private const double UnknownPenalty = 10;
    private readonly TokenTrie trie = new();
    private readonly double[] scores;
    private readonly double unknownScore;

    /// <summary>Creates the model.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="scores">The score of every id, in natural logarithms.</param>
    /// <param name="options">Variants.</param>
    /// <exception cref="ArgumentException">There are not as many scores as ids, one is not a number, or an option names an id that is not there.</exception>
    public UnigramModel(Vocabulary vocabulary, IReadOnlyList<double> scores, UnigramOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(scores);
        (Vocabulary, Options, this.scores) = (vocabulary, options ?? new(), [.. scores]);
        if (scores.Count != vocabulary.Size || this.scores.Any(score => !double.IsFinite(score)))
            throw new ArgumentException($"UnigramModel: {scores.Count} scores for {vocabulary.Size} ids, or one that is not finite.", nameof(scores));
        if (Options.UnknownId >= 0 && !vocabulary.Contains(Options.UnknownId))
            throw new ArgumentException($"UnigramModel: the unknown token's id {Options.UnknownId} is not in the vocabulary.", nameof(options));
        if (Options.ByteFallback is { Count: not 256 } || Options.ByteFallback?.Any(id => !vocabulary.Contains(id)) == true)
            throw new ArgumentException("UnigramModel: byte fallback needs 256 ids of the vocabulary.", nameof(options));
        HashSet<int> hidden = [.. Options.NotFound], preferred = [.. Options.Preferred];
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        for (int id = 0; id < vocabulary.Size; id++)
        {
            if (!vocabulary.Contains(id) || hidden.Contains(id))
                continue;
            trie.TryAdd(vocabulary.GetBytes(id), id);
            if (!preferred.Contains(id))
                (least, most) = (Math.Min(least, this.scores[id]), Math.Max(most, this.scores[id]));
        }

        unknownScore = double.IsFinite(least) ? Round(least - UnknownPenalty) : 0;
        foreach (int id in preferred.Where(vocabulary.Contains))
            this.scores[id] = double.IsFinite(most) ? Round((vocabulary.LengthOf(id) * most) - 0.1) : 0;
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>The variants.</summary>
    public UnigramOptions Options { get; }

    /// <summary>The score of every id.</summary>
    public ImmutableArray<double> Scores => [.. scores];

    /// <inheritdoc/>
    public IPieceEncoder CreateEncoder() => new Encoder(this);

    private double Round(double score) => Options.IsSinglePrecision ? (float)score : score;

    private sealed class Encoder(UnigramModel model) : IPieceEncoder
    {
        private readonly List<(int Id, int Start, int End)> path = [];
        private double[] best = new double[128];
        private int[] arrival = new int[128];
        private int[] token = new int[128];

        public void Encode(ReadOnlySpan<byte> text, ReadOnlySpan<Piece> pieces, TokenBuffer tokens)
        {
            foreach (Piece piece in pieces)
            {
                if (piece.Length == 0)
                    continue;
                ReadOnlySpan<byte> word = text[piece.Start..piece.End];
                Relax(word);
                path.Clear();
                for (int end = word.Length; end > 0; end = arrival[end])
                    path.Add((token[end], arrival[end], end));
                path.Reverse();
                Emit(word, piece.Start, tokens);
            }
        }

        private void Relax(ReadOnlySpan<byte> word)
        {
            if (word.Length >= best.Length)
                (best, arrival, token) = (new double[2 * word.Length], new int[2 * word.Length], new int[2 * word.Length]);
            best.AsSpan(0, word.Length + 1).Fill(double.NegativeInfinity);
            best[0] = 0;
            for (int start = 0, length; start < word.Length; start += length)
            {
                length = CharacterLength(word[start..]);
                bool isCovered = false;
                for ((int end, int node) = (start, TokenTrie.Root); end < word.Length && (node = model.trie.Child(node, word[end])) >= 0;)
                {
                    end++;
                    if (model.trie.Value(node) is not (int id and >= 0))
                        continue;
                    isCovered |= end == start + length;
                    Reach(start, end, id, model.scores[id]);
                }

                if (!isCovered)
                    Reach(start, start + length, -1, model.unknownScore);
            }
        }

        private void Reach(int start, int end, int id, double score)
        {
            double sum = model.Round(best[start] + score);
            if (sum > best[end])
                (best[end], arrival[end], token[end]) = (sum, start, id);
        }

        private void Emit(ReadOnlySpan<byte> word, int offset, TokenBuffer tokens)
        {
            bool afterUnknown = false;
            foreach ((int id, int start, int end) in path)
            {
                if (id >= 0)
                    tokens.Add(id, offset + start, offset + end);
                else if (model.Options.ByteFallback is { } bytes)
                    AddBytes(word, start, end, offset, bytes, tokens);
                else if (model.Options.UnknownId < 0)
                    throw new InvalidOperationException($"UnigramModel: the vocabulary holds neither the character at byte {offset + start} nor an unknown token.");
                else if (afterUnknown)
                    tokens.ExtendLast(offset + end);
                else
                    tokens.Add(model.Options.UnknownId, offset + start, offset + end);
                afterUnknown = id < 0;
            }
        }

        private static void AddBytes(ReadOnlySpan<byte> word, int start, int end, int offset, IReadOnlyList<int> bytes, TokenBuffer tokens)
        {
            for (int at = start; at < end; at++)
                tokens.Add(bytes[word[at]], offset + at, offset + at + 1);
        }

        private static int CharacterLength(ReadOnlySpan<byte> text)
        {
            System.Text.Rune.DecodeFromUtf8(text, out _, out int length);
            return length;
        }
    }
}
