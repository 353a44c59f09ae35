using System.Collections.Immutable;

namespace MathsIA.Tokenization;

/// <summary>Several pre-tokenizers, each cutting the pieces of the one before.</summary>
public sealed class PreTokenizerSequence : IPreTokenizer
{
    /// <summary>Creates the sequence.</summary>
    /// <param name="preTokenizers">The first one first; at least one.</param>
    /// <exception cref="ArgumentNullException">The pre-tokenizers, or one of them, are null.</exception>
    /// <exception cref="ArgumentException">There is none.</exception>
    public PreTokenizerSequence(params IEnumerable<IPreTokenizer> preTokenizers)
    {
        ArgumentNullException.ThrowIfNull(preTokenizers);
        PreTokenizers = [.. preTokenizers];
        foreach (IPreTokenizer preTokenizer in PreTokenizers)
            ArgumentNullException.ThrowIfNull(preTokenizer, nameof(preTokenizers));
        if (PreTokenizers.IsEmpty)
            throw new ArgumentException("PreTokenizerSequence: there is no pre-tokenizer.", nameof(preTokenizers));
    }

    /// <summary>The pre-tokenizers, the first one first.</summary>
    public ImmutableArray<IPreTokenizer> PreTokenizers { get; }

    /// <inheritdoc/>
    public int Split(ReadOnlySpan<byte> text, int start, PieceBuffer pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        if (PreTokenizers.Length == 1)
            return PreTokenizers[0].Split(text, start, pieces);
        PieceBuffer coarse = new(), fine = new(), cut = new();
        int next = PreTokenizers[0].Split(text, start, coarse);
        for (int i = 1; i < PreTokenizers.Length; i++)
        {
            PieceBuffer target = i == PreTokenizers.Length - 1 ? pieces : fine;
            foreach (Piece piece in coarse.Pieces)
                Cut(PreTokenizers[i], text[piece.Start..piece.End], piece.Start, cut, target);
            coarse.Clear();
            (coarse, fine) = (fine, coarse);
        }

        return next;
    }

    /// <inheritdoc/>
    /// <remarks>A place between two pieces of the first pre-tokenizer is one between pieces of them all.</remarks>
    public int FindCut(ReadOnlySpan<byte> text) => PreTokenizers[0].FindCut(text);

    private static void Cut(IPreTokenizer preTokenizer, ReadOnlySpan<byte> piece, int offset, PieceBuffer cut, PieceBuffer target)
    {
        for (int at = 0; at < piece.Length;)
        {
            cut.Clear();
            at = preTokenizer.Split(piece, at, cut);
            foreach (Piece part in cut.Pieces)
                target.Add(part.Start + offset, part.End + offset);
        }
    }
}
