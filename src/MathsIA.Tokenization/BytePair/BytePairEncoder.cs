using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The worker of <see cref="BytePairModel"/> on one thread.</summary>
internal sealed class BytePairEncoder<TRule> : IPieceEncoder where TRule : struct, IMergeRule
{
    /// <summary>A queue that has grown beyond this is dropped after the piece that needed it.</summary>
    private const long KeptBytes = 256 << 20;

    private readonly BytePairModel _model;
    private readonly PieceTable _table;
    private readonly TRule _rule;
    private readonly MergeList _list = new();
    private MergeQueue? _queue;

    public BytePairEncoder(BytePairModel model, TRule rule)
    {
        _model = model;
        _table = model.Vocabulary.Table;
        _rule = rule;
    }

    /// <summary>The steps the queue took so far.</summary>
    internal long QueueSteps => _queue?.Steps ?? 0;

    public void Encode(ReadOnlySpan<byte> text, ReadOnlySpan<Piece> pieces, TokenBuffer tokens)
    {
        bool wholePieceFirst = _model.Options.WholePieceFirst;
        foreach (Piece piece in pieces)
        {
            if (piece.Length == 0)
                continue;
            int id = wholePieceFirst ? _table.Find(text, piece.Start, piece.End) : -1;
            if (id >= 0)
                tokens.Add(id, piece.Start, piece.End);
            else
                Merge(text, piece, tokens);
        }
    }

    private void Merge(ReadOnlySpan<byte> text, Piece piece, TokenBuffer tokens)
    {
        if (piece.Length <= MergeList.Capacity)
        {
            int count = FillSymbols(text, piece, _list.Starts, _list.Ids);
            count = _list.Merge(text, count, in _rule);
            Emit(text, piece, _list.Ids[..count], tokens);
            return;
        }

        _queue ??= new(_rule.RankCount);
        _queue.Reserve(piece.Length);
        int symbols = FillSymbols(text, piece, _queue.Starts, _queue.Ids);
        symbols = _queue.Merge(text, symbols, in _rule);
        Emit(text, piece, _queue.Ids[..symbols], tokens);
        if (_queue.Bytes > KeptBytes)
            _queue = null;
    }

    /// <summary>Cuts a piece into the symbols that merging starts from. An unknown one gets the id -1 - its length.</summary>
    private int FillSymbols(ReadOnlySpan<byte> text, Piece piece, Span<int> starts, Span<int> ids)
    {
        int count = 0;
        if (_model.Options.Symbols == BytePairSymbols.Bytes)
        {
            int[] byteIds = _model.ByteIds;
            for (int at = piece.Start; at < piece.End; at++, count++)
            {
                starts[count] = at;
                ids[count] = byteIds[text[at]] is >= 0 and int id ? id : -2;
            }
        }
        else
        {
            for (int at = piece.Start, length; at < piece.End; at += length, count++)
            {
                Rune.DecodeFromUtf8(text[at..piece.End], out _, out length);
                starts[count] = at;
                ids[count] = _table.Find(text, at, at + length) is >= 0 and int id ? id : -1 - length;
            }
        }

        starts[count] = piece.End;
        return count;
    }

    private void Emit(ReadOnlySpan<byte> text, Piece piece, ReadOnlySpan<int> ids, TokenBuffer tokens)
    {
        int at = piece.Start;
        bool afterUnknown = false;
        foreach (int id in ids)
        {
            int length = id >= 0 ? _model.Vocabulary.LengthOf(id) : -1 - id;
            if (id >= 0)
                tokens.Add(id, at, at + length);
            else if (_model.Options.ByteFallback is { } bytes)
                AddBytes(text.Slice(at, length), bytes, at, tokens);
            else if (_model.Options.UnknownId < 0)
                throw new InvalidOperationException($"BytePairModel: the vocabulary holds neither the symbol at byte {at} nor an unknown token.");
            else if (!(afterUnknown && _model.Options.FuseUnknown))
                tokens.Add(_model.Options.UnknownId, at, at + length);
            else
                tokens.ExtendLast(at + length);
            afterUnknown = id < 0;
            at += length;
        }
    }

    /// <summary>One token for each byte of a character the vocabulary does not hold.</summary>
    private static void AddBytes(ReadOnlySpan<byte> character, IReadOnlyList<int> byteIds, int at, TokenBuffer tokens)
    {
        for (int i = 0; i < character.Length; i++)
            tokens.Add(byteIds[character[i]], at + i, at + i + 1);
    }
}
