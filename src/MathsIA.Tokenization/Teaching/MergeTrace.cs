using System.Collections.Immutable;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Shows step by step how byte-pair encoding merges a text: for lectures, and to see why a token is where it is.</summary>
/// <remarks>The plainest form of the algorithm, quadratic in the length of a piece; the tokens are those of
/// <see cref="Tokenizer.Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>, special tokens apart, which are text here.</remarks>
public static class MergeTrace
{
    /// <summary>Traces a text.</summary>
    /// <param name="tokenizer">A byte-level byte-pair tokenizer.</param>
    /// <param name="text">The text.</param>
    /// <returns>One trace for each piece of the text.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotSupportedException">The model is another.</exception>
    public static ImmutableArray<PieceTrace> Of(Tokenizer tokenizer, string text)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(text);
        if (tokenizer.Parts.Model is not BytePairModel { Options.Symbols: BytePairSymbols.Bytes } model)
            throw new NotSupportedException("MergeTrace: only byte-level byte-pair encoding can be traced.");
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        if (tokenizer.Parts.Normalizer is INormalizer normalizer)
        {
            var normalized = new NormalizedText();
            normalizer.Normalize(bytes, isFirst: true, normalized);
            bytes = normalized.Bytes;
        }

        var pieces = new PieceBuffer();
        if (tokenizer.Parts.PreTokenizer is IPreTokenizer preTokenizer)
        {
            for (int at = 0; at < bytes.Length;)
                at = preTokenizer.Split(bytes, at, pieces);
        }
        else if (bytes.Length > 0)
        {
            pieces.Add(0, bytes.Length);
        }

        var traces = ImmutableArray.CreateBuilder<PieceTrace>();
        foreach (Piece piece in pieces.Pieces)
            traces.Add(Trace(model, bytes[piece.Start..piece.End]));
        return traces.ToImmutable();
    }

    private static PieceTrace Trace(BytePairModel model, ReadOnlySpan<byte> piece)
    {
        var tokens = new List<int>();
        foreach (byte value in piece)
            tokens.Add(model.ByteIds[value]);
        ImmutableArray<int> start = [.. tokens];
        var steps = ImmutableArray.CreateBuilder<MergeStep>();
        while (FindBest(model, piece, tokens) is (int place, int rank, int merged))
        {
            (int left, int right) = (tokens[place], tokens[place + 1]);
            tokens[place] = merged;
            tokens.RemoveAt(place + 1);
            steps.Add(new MergeStep(left, right, merged, rank, place, [.. tokens]));
        }

        // A piece that is a token as a whole becomes it even where no merges lead there.
        if (model.Options.WholePieceFirst && tokens.Count > 1 && model.Vocabulary.TryGetId(piece, out int whole))
            return new PieceTrace(Encoding.UTF8.GetString(piece), [whole], []);
        return new PieceTrace(Encoding.UTF8.GetString(piece), start, steps.ToImmutable());
    }

    private static (int Place, int Rank, int Token)? FindBest(BytePairModel model, ReadOnlySpan<byte> piece, List<int> tokens)
    {
        (int Place, int Rank, int Token)? best = null;
        for ((int i, int start) = (0, 0); i + 1 < tokens.Count; start += Length(model, tokens[i++]))
        {
            if (FindMerge(model, piece[start..], tokens[i], tokens[i + 1]) is (int rank, int token) && (best is null || rank < best.Value.Rank))
                best = (i, rank, token);
        }

        return best;
    }

    private static (int Rank, int Token)? FindMerge(BytePairModel model, ReadOnlySpan<byte> rest, int left, int right)
    {
        if (left < 0 || right < 0)
            return null;
        if (model.Merges is MergeTable merges)
            return merges.Find(left, right, out int result) is int listed && listed != MergeList.NoRank ? (listed, result) : null;
        return model.Vocabulary.TryGetId(rest[..(Length(model, left) + Length(model, right))], out int id) ? (model.Ranks is { } ranks ? ranks[id] : id, id) : null;
    }

    private static int Length(BytePairModel model, int token) => token < 0 ? 1 : model.Vocabulary.LengthOf(token);
}
