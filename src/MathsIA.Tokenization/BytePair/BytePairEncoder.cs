using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
    private readonly WordCache _words = new();
    private readonly PieceCache _cache = new();
    private readonly bool _isPlain;
    private MergeQueue? _queue;

    public BytePairEncoder(BytePairModel model, TRule rule)
    {
        _model = model;
        _table = model.Vocabulary.Table;
        _rule = rule;
        // What an unknown symbol becomes depends on its neighbours' bytes: such pieces are not remembered.
        _isPlain = model.Options.Symbols == BytePairSymbols.Bytes && Array.TrueForAll(model.ByteIds, id => id >= 0);
    }

    /// <summary>The steps the queue took so far.</summary>
    internal long QueueSteps => _queue?.Steps ?? 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Encode(ReadOnlySpan<byte> text, ReadOnlySpan<Piece> pieces, TokenBuffer tokens)
    {
        WordCache words = _words;
        bool triesBytes = false;
        foreach (Piece piece in pieces)
        {
            Vector128<byte> word = WordCache.Load(text, piece.Start, piece.Length);
            if (triesBytes && word[0] >= 0x80 && TryAddBytes(text, piece, tokens))
                continue;
            ref readonly WordCache.Line line = ref words.Newest(word);
            if (line.Word != word)
            {
                // Once a word beyond ASCII is new, many are, and of many nothing merges.
                triesBytes = word[0] >= 0x80;
                if (!words.BringForward(word))
                {
                    EncodeOther(text, piece, word, tokens);
                    continue;
                }
            }

            if (!tokens.TryAdd(in line))
                AddOneByOne([line.First, line.Second, line.Third], line.Count, piece.Start, tokens);
        }
    }

    /// <summary>Encodes a piece of which nothing merges: its bytes say so sooner than any memory of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryAddBytes(ReadOnlySpan<byte> text, Piece piece, TokenBuffer tokens)
    {
        if (!_isPlain || !_model.Seams.IsBytes(text, piece.Start, piece.End))
            return false;
        tokens.AddBytes(text[piece.Start..piece.End], _model.ByteIds, piece.Start);
        return true;
    }

    /// <summary>Encodes a piece that is no word met before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EncodeOther(ReadOnlySpan<byte> text, Piece piece, Vector128<byte> word, TokenBuffer tokens)
    {
        if (piece.Length == 0)
            return;
        Vector256<byte> bytes = default;
        if (piece.Length <= PieceCache.LongestPiece)
        {
            bytes = PieceCache.Load(text, piece.Start, piece.Length);
            ReadOnlySpan<int> known = _cache.Find(bytes, piece.Length);
            if (!known.IsEmpty)
            {
                AddOneByOne(known, known.Length, piece.Start, tokens);
                return;
            }
        }

        int before = tokens.Count;
        if (_model.Options.WholePieceFirst && _table.FindPart(text, piece.Start, piece.End) is >= 0 and int id)
            tokens.Add(id, piece.Start, piece.End);
        else
            Merge(text, piece, tokens);
        Remember(piece, word, bytes, tokens.Ids[before..]);
    }

    private void Remember(Piece piece, Vector128<byte> word, Vector256<byte> bytes, ReadOnlySpan<int> ids)
    {
        if (!_isPlain)
            return;
        if (piece.Length <= WordCache.LongestWord && ids.Length <= WordCache.MostTokens)
            _words.Add(word, ids);
        else if (piece.Length <= PieceCache.LongestPiece && ids.Length < piece.Length)
            _cache.Add(bytes, piece.Length, ids);
    }

    private void AddOneByOne(ReadOnlySpan<int> ids, int count, int start, TokenBuffer tokens)
    {
        ids = ids[..count];
        if (tokens.TryAdd(ids))
            return;
        foreach (int id in ids)
            tokens.Add(id, start, start += _model.Vocabulary.LengthOf(id));
    }

    /// <summary>Encodes a piece from its definition: each part that no token joins to the next on its own, and of those only where bytes merge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Merge(ReadOnlySpan<byte> text, Piece piece, TokenBuffer tokens)
    {
        if (!_isPlain || Ascii.IsValid(text[piece.Start..piece.End]))
        {
            MergePart(text, piece, null, tokens);
            return;
        }

        MergeSeams seams = _model.Seams;
        for (int at = piece.Start; at < piece.End;)
        {
            Piece part = seams.FindPart(text, at, piece.End);
            tokens.AddBytes(text[at..part.Start], _model.ByteIds, at);
            if (part.Length > 0)
                MergePart(text, part, seams, tokens);
            at = part.End;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MergePart(ReadOnlySpan<byte> text, Piece part, MergeSeams? seams, TokenBuffer tokens)
    {
        if (part.Length <= MergeList.Capacity)
        {
            int count = FillSymbols(text, part, seams, _list.Starts, _list.Ids);
            Emit(text, part, _list.Ids[.._list.Merge(text, count, in _rule)], tokens);
            return;
        }

        _queue ??= new(_rule.RankCount);
        _queue.Reserve(part.Length);
        int symbols = FillSymbols(text, part, seams, _queue.Starts, _queue.Ids);
        Emit(text, part, _queue.Ids[.._queue.Merge(text, symbols, in _rule)], tokens);
        if (_queue.Bytes > KeptBytes)
            _queue = null;
    }

    /// <summary>Cuts a piece into the symbols that merging starts from. An unknown one gets the id -1 - its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FillSymbols(ReadOnlySpan<byte> text, Piece piece, MergeSeams? seams, Span<int> starts, Span<int> ids)
    {
        int count = 0;
        if (_model.Options.Symbols == BytePairSymbols.Bytes)
        {
            int[] byteIds = _model.ByteIds;
            for (int at = piece.Start, length; at < piece.End; at += length, count++)
            {
                starts[count] = at;
                length = 1;
                if (seams is not null && text[at] >= 0x80 && seams.FindCharacter(text, piece.Start, at, piece.End, out int bytes) is >= 0 and int character)
                    (ids[count], length) = (character, bytes);
                else
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Emit(ReadOnlySpan<byte> text, Piece piece, ReadOnlySpan<int> ids, TokenBuffer tokens)
    {
        if (_isPlain && tokens.TryAdd(ids))
            return;
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
